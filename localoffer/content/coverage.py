"""What the entries cover."""

from collections.abc import Iterable

from localoffer.content.library import Library
from localoffer.content.vocabulary import Duty


def uncovered_topics(library: Library) -> tuple[str, ...]:
    """Return the topics that no public entry answers."""
    answered = {
        slug
        for entry in library.entries
        if entry.record.visibility == "public"
        for slug in entry.record.topics
    }
    topics = library.vocabulary.topics.topics
    return tuple(topic.slug for topic in topics if topic.slug not in answered)


def uncovered_duties(
    duties: Iterable[Duty], covered: Iterable[str]
) -> tuple[Duty, ...]:
    """Return the statutory items that no entry names; `covered` are those named."""
    named = frozenset(covered)
    return tuple(duty for duty in duties if duty.id not in named)
