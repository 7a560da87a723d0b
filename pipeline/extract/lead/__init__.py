"""Leads of actions."""

from pipeline.extract.lead.logic import Lead, find_lead

__all__ = ["Lead", "find_lead"]
