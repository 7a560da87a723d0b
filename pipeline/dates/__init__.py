"""Dates as British papers write them, with the precision they state."""

from pipeline.dates.find import DateMention, Toward, find_dates, parse_date
from pipeline.dates.relative import easter_sunday, relative_date

__all__ = ["DateMention", "Toward", "easter_sunday", "find_dates", "parse_date", "relative_date"]
