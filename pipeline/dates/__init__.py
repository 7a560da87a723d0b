"""Dates as British papers write them, with the precision they state."""

from pipeline.dates.find import DateMention, Toward, find_dates, parse_date

__all__ = ["DateMention", "Toward", "find_dates", "parse_date"]
