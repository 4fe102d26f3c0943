"""Postcodes and neighbourhoods to positions and miles. Pure."""
