"""A library, its index and its rendered entries in one folder on disk."""
