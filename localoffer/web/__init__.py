"""Requests and headers: locale, origin, limits, failures. Knows no services."""
