"""What the entries cover: topics, and what the law asks for."""

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


def uncovered_duties(library: Library) -> tuple[str, ...]:
    """Return the ids of what the law asks for that no entry says it helps meet."""
    met = {duty for entry in library.entries for duty in entry.record.covers}
    duties = library.vocabulary.duties.duties
    return tuple(duty.id for duty in duties if duty.id not in met)
