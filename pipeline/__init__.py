"""Committee Papers: reads committee papers into records, and compares the authorities that wrote them."""

__version__ = "0.1.0"
