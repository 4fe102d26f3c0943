"""A rep's desk: who may come in."""
