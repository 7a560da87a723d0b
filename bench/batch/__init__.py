"""Thousands of papers made on the spot, through `papers run` and, a sample of them, through the naive script."""
