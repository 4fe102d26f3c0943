"""The file that a translator begins with: the English beside what is to be said."""

from collections.abc import Mapping

import yaml

from localoffer.content.translations import Original

WIDTH = 110  # columns


def worksheet(original: Original, said: Mapping[str, str]) -> str:
    """Return a translation's file with what is said already, and gaps for the rest.

    Each paragraph of the body has its English above it, in a comment.
    """
    fields: dict[str, object] = {
        "made_from": original.digest,
        "state": "drafted",
        "title": said.get(original.title),
        "summary": said.get(original.summary),
        "words": [{"en": text, "to": said.get(text)} for text in original.inner],
    }
    head = yaml.safe_dump(
        fields, sort_keys=False, allow_unicode=True, width=WIDTH
    ).replace(": null\n", ":\n")
    english = f"# {original.title}\n# {original.summary}\n"
    blocks = [block for block in original.body.split("\n\n") if block.strip()]
    body = "\n\n".join(f"<!--\n{block}\n-->" for block in blocks)
    return f"---\n{english}{head}---\n\n{body}\n"
