"""Templates are written indented and sent without: a weak signal carries no spaces."""

import re

from jinja2.ext import Extension

# What begins a line by itself needs no space before it.
APART = (
    "address|article|dd|details|div|dl|dt|fieldset|footer|form|h[1-6]|header|li|link|"
    "main|meta|nav|ol|option|p|script|section|summary|table|td|th|tr|ul"
)
INDENTED = re.compile(rf"(%\}}|#\}})?\n[ \t]+(<(?:{APART})\b)?")


class Unindented(Extension):
    """Takes the spaces at the beginning of lines out of templates, never of values."""

    def preprocess(
        self, source: str, name: str | None, filename: str | None = None
    ) -> str:
        """Return a template's source without indentation."""
        del name, filename
        return INDENTED.sub(_one, source)


def _one(match: re.Match[str]) -> str:
    # The line end after a block goes too: one space keeps words apart.
    block, tag = match[1] or "", match[2] or ""
    return f"{block}\n{tag}" if tag or not block else f"{block}\n "
