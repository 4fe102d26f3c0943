"""Tables of what families may type, several wordings to a line."""


def wordings(text: str) -> list[str]:
    """Return the wordings of a table: parts of its lines, with bars between."""
    return [part.strip() for part in text.replace("\n", "|").split("|") if part.strip()]
