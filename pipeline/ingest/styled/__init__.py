"""What formats that mark their structure (Word, HTML) share: paragraphs and tables with styles, to drafts."""

from pipeline.ingest.styled.drafts import make_drafts
from pipeline.ingest.styled.model import Cell, Flow, Grid, Para
from pipeline.ingest.styled.tables import finish, is_layout

__all__ = ["Cell", "Flow", "Grid", "Para", "finish", "is_layout", "make_drafts"]
