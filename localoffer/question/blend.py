"""Joins what phrases, a topic's words as a whole, and a model say of topics."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from localoffer.question.topics import TopicMatch

# What a model makes of a text: how far each topic stands out, 0 as most topics do.
Sense = Callable[[str], Mapping[str, float]]

WEIGHTS = {
    "phrase": 1.0,  # what families call it, whole or in good part
    "profile": 1.0,  # all its words together: as good a judge, of other questions
    "meaning": 1.5,  # what no word says; its span is a quarter of theirs
}
LEAST_SHARE = 0.30  # of the best topic's weight that another must reach
MOST_TOPICS = 8
PLAIN = 0.4  # of the best topic's weight; nothing else comes as near


def without_model(_text: str) -> Mapping[str, float]:
    """Return nothing: no model is there to say what a text means."""
    return {}


def is_plain(matches: Sequence[TopicMatch]) -> bool:
    """Say whether the words alone tell one topic, so that no model need be asked."""
    if not matches or matches[0].first is None:
        return False
    return all(match.share < PLAIN for match in matches[1:])


def blend(
    matches: Sequence[TopicMatch],
    profile: Mapping[str, float],
    meaning: Mapping[str, float],
) -> list[TopicMatch]:
    """Return the topics that any of the three speaks for, the surest first.

    Only phrases make an answer sure: `score` stays theirs, 0 where none matched.
    """
    spoken = {match.slug: match for match in matches}
    nearest = max(profile.values(), default=1.0)
    sums = {
        slug: WEIGHTS["phrase"] * (spoken[slug].share if slug in spoken else 0.0)
        + WEIGHTS["profile"] * profile.get(slug, 0.0) / nearest
        + WEIGHTS["meaning"] * meaning.get(slug, 0.0)
        for slug in {*spoken, *profile, *meaning}
    }
    ordered = sorted(sums, key=lambda slug: (-sums[slug], slug))[:MOST_TOPICS]
    best = sums[ordered[0]] if ordered else 0.0
    return [
        replace(spoken.get(slug, TopicMatch(slug, 0.0, 0.0)), share=sums[slug] / best)
        for slug in ordered
        if sums[slug] >= LEAST_SHARE * best > 0
    ]
