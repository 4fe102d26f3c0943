"""Which topics lead, when a question tells more than what it is about.

A refusal needs advice and appeal, harm needs help for now, and some questions are none
of ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from localoffer.content.vocabulary import CRISIS, ELSEWHERE, HARM
from localoffer.question.topics import TopicMatch

LED_TO = (0.98, 0.85, 0.75)  # how much each topic after a refusal counts
REFUSED = 0.80  # how much the topic that was refused still counts
LATER = 0.45  # how much other topics count beside help for now; no longer close
WHOLE_OURS = 0.9  # of the likeliest topic's weight: then it is ours all the same
WHOLE_ELSEWHERE = 0.75  # of it: then it is not


def after_refusal(
    matches: Sequence[TopicMatch], ways: Mapping[str, Sequence[str]]
) -> list[TopicMatch]:
    """Return topics with the ways on from the likeliest first, where it has any."""
    led_to = ways.get(matches[0].slug, ()) if matches else ()
    if not led_to:
        return list(matches)
    found = {match.slug: match for match in matches}
    nothing = TopicMatch("", 0.0, matches[0].score)
    led = [
        replace(one, slug=slug, share=max(share, one.share), score=nothing.score)
        for slug, share in zip(led_to, LED_TO, strict=False)
        for one in [found.get(slug, nothing)]
    ]
    rest = [m for m in matches if m.slug not in led_to]
    return [*led, *(replace(m, share=m.share * REFUSED) for m in rest)]


def help_first(matches: Sequence[TopicMatch]) -> list[TopicMatch]:
    """Return topics with help for now first; no other is named to somebody in need.

    A wish to die must not be answered with "when someone has died".
    """
    kept = [replace(m, share=1.0) for m in matches if m.slug in HARM]
    if not any(m.slug == CRISIS for m in kept):
        kept.insert(0, TopicMatch(CRISIS, 1.0, 0.0))
    rest = (m for m in matches if m.slug not in HARM)
    return [
        *kept,
        *(replace(m, share=m.share * LATER, first=None, last=None) for m in rest),
    ]


def is_none_of_ours(matches: Sequence[TopicMatch]) -> bool:
    """Say whether a question is elsewhere's: a whole phrase tells more than a part."""
    ours = [m.share for m in matches if m.slug != ELSEWHERE and m.first is not None]
    if max(ours, default=0.0) >= WHOLE_OURS:
        return False
    return any(
        m.share == 1.0 or (m.first is not None and m.share >= WHOLE_ELSEWHERE)
        for m in matches
        if m.slug == ELSEWHERE
    )
