"""Aims that councils pursue, and which of them a priority is about."""

from pipeline.aggregate.aims.match import Aim, Matcher, matcher
from pipeline.aggregate.aims.model import BUILT_IN, Domain, load_domains

__all__ = ["BUILT_IN", "Aim", "Domain", "Matcher", "load_domains", "matcher"]
