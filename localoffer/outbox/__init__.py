"""Slow and outward work, kept as rows until it is done."""
