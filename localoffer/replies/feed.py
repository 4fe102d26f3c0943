"""Published answers as a feed: who follows it sees what was done, and taken down."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from localoffer.replies.answers import Answer

MOST = 50  # answers
MOST_VOICES = 10  # of an answer
LONGEST_TITLE = 90  # characters
# What no XML document may hold, however it is written.
FOREIGN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without answers was changed
Part = tuple[str, str, str]  # a label, a text, its language


@dataclass(frozen=True)
class FeedEntry:
    """One answer, every text of it fit for XML."""

    id: str
    url: str
    title: str
    published: str
    updated: str
    topics: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Feed:
    """A feed as its template writes it."""

    id: str
    url: str
    page: str
    title: str
    author: str
    updated: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True)
class Names:
    """How a feed names things: whole addresses, and topics in words."""

    url: Callable[[str], str]
    topic: Callable[[str], str]
    site: str
    title: str


def feed_of(answers: Iterable[Answer], topic: str, names: Names) -> Feed:
    """Return the feed of some answers, what was changed last first."""
    latest = sorted(answers, key=lambda answer: answer.updated_at, reverse=True)[:MOST]
    query = f"?topic={topic}" if topic else ""
    url = names.url(f"/you-said-we-did.atom{query}")
    title = f"{names.title}: {names.topic(topic)}" if topic else names.title
    return Feed(
        id=name_of(url),
        url=url,
        page=names.url(f"/you-said-we-did{query}"),
        title=clean(f"{title} · {names.site}"),
        author=clean(names.site),
        updated=written(latest[0].updated_at if latest else NEVER),
        entries=tuple(_entry(answer, names) for answer in latest),
    )


def name_of(url: str) -> str:
    """Return a name that stays the same as long as the address does."""
    return uuid5(NAMESPACE_URL, url).urn


def clean(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return FOREIGN.sub("", text)


def written(moment: datetime) -> str:
    """Return a moment as RFC 3339 has it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(answer: Answer, names: Names) -> FeedEntry:
    # Named by its first reply: further voices make it no new answer.
    url = names.url(f"/you-said-we-did/{answer.first_id}")
    return FeedEntry(
        id=name_of(url),
        url=url,
        title=_title(answer),
        published=written(answer.reply.published_at),
        updated=written(answer.updated_at),
        topics=tuple((t, clean(names.topic(t))) for t in sorted(answer.topics)),
        parts=tuple(
            (label, clean(text), language)
            for label, text, language in (_gone if answer.is_gone else _parts)(answer)
            if text
        ),
    )


def _title(answer: Answer) -> str:
    if answer.is_gone:
        return "A comment was taken down"
    words = answer.reply.theme or answer.reply.said
    line = " ".join(clean(words).split())
    short = line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"
    return short or "You said, we did"


def _gone(answer: Answer) -> Iterator[Part]:
    yield "Taken down", answer.reply.note or "The comment is no longer shown.", "en"


def _parts(answer: Answer) -> Iterator[Part]:
    reply = answer.reply
    for voice in answer.voices[:MOST_VOICES]:
        if voice.reply.said_first:
            yield "You said", voice.reply.said_first, voice.reply.language
        yield (
            "In English" if voice.reply.said_first else "You said",
            voice.reply.said,
            "en",
        )
    more = len(answer.voices) - MOST_VOICES
    yield "More comments on the page", str(more) if more > 0 else "", "en"
    yield "We will do" if answer.is_open else "We did", reply.did, "en"
    yield "Who sees to it", reply.owner, "en"
    if reply.due_on is not None:
        yield "By", reply.due_on.isoformat(), "en"
        kept = reply.kept_on.isoformat() if reply.kept_on else "not yet"
        yield "Kept", f"{kept} {reply.kept_note or ''}".strip(), "en"
    for day, note in answer.notes:
        yield f"Corrected on {day.isoformat()}", note, "en"
