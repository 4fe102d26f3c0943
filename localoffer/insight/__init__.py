"""Counts of what was asked for and not found, without anyone in them."""
