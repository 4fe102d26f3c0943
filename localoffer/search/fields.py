"""Which words of an entry are indexed, and how much each field weighs."""

from dataclasses import dataclass

# A word in the title says what the entry is; the topic words say what families
# call it; the body mentions much that the entry is not about.
WEIGHTS = {
    "title": 3.0,
    "names": 3.0,
    "topics": 2.0,
    "summary": 1.5,
    "headings": 1.0,
    "body": 0.7,
}


@dataclass(frozen=True)
class Indexed:
    """The words of one entry, by field; each name stands in `WEIGHTS`."""

    title: str
    names: str
    topics: str
    summary: str
    headings: str
    body: str
