"""The machines' addresses: open data, the search API, feeds."""
