"""What a parent typed, read into a query. Pure."""
