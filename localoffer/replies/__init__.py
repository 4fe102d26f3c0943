"""Published answers, read by public pages."""
