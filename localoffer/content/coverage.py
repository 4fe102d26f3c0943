"""What the entries cover."""

from localoffer.content.library import Library


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
