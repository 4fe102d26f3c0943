"""A query to results: engine, ranking, facets and reasons."""
