"""Templates are written indented and sent without: a weak signal carries no spaces."""

import re

from jinja2.ext import Extension

INDENTED = re.compile(r"\n[ \t]+")


class Unindented(Extension):
    """Takes the spaces at the beginning of lines out of templates, never of values."""

    def preprocess(
        self, source: str, name: str | None, filename: str | None = None
    ) -> str:
        """Return a template's source without indentation."""
        del name, filename
        return INDENTED.sub("\n", source)
