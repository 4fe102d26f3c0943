"""What editors write: entries, guides, words, organisations and the area. Pure."""
