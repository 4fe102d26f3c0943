"""A site over an empty database, and what it has counted."""
