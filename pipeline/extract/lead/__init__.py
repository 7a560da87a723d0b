"""Leads of actions."""

from pipeline.extract.lead.around import Around
from pipeline.extract.lead.logic import Lead, find_lead

__all__ = ["Around", "Lead", "find_lead"]
