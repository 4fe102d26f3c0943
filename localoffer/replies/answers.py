"""Answers as they are shown: one for all the voices that it answers. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TypeVar

from localoffer.replies.model import Reply

Item = TypeVar("Item")
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """What was said to one prompt; `ids` are all who said it in the same words."""

    reply: Reply
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with every voice it answers, the newest first; `people` counts them.

    One that was taken down has no voices: only its note is left.
    """

    reply: Reply
    voices: tuple[Voice, ...]
    people: int
    first_id: int

    @property
    def is_gone(self) -> bool:
        """Say whether it was taken down."""
        return not self.reply.is_shown

    @property
    def is_open(self) -> bool:
        """Say whether it promises something that is not known to be done."""
        return self.reply.is_shown and self.reply.is_promise

    @property
    def topics(self) -> frozenset[str]:
        """Return the topics that its voices are about."""
        return frozenset(r.topic for r in self._replies() if r.topic is not None)

    @property
    def years(self) -> frozenset[int]:
        """Return the years in which its voices were published."""
        return frozenset(reply.published_on.year for reply in self._replies())

    @property
    def entries(self) -> frozenset[str]:
        """Return the entries that its voices are about; none of one taken down."""
        return frozenset(v.reply.about for v in self.voices if v.reply.about)

    @property
    def notes(self) -> tuple[tuple[date, str], ...]:
        """Return what was corrected and when, each note once."""
        told = {
            (reply.changed_on or reply.published_on, reply.note): None
            for reply in (voice.reply for voice in self.voices)
            if reply.note
        }
        return tuple(told)

    @property
    def updated_at(self) -> datetime:
        """Return when anything of it was published, changed or kept last."""
        return max(moment for reply in self._replies() for moment in _moments(reply))

    def about(self, slug: str) -> Voice:
        """Return its newest voice about an entry; LookupError when there is none."""
        for voice in self.voices:
            if voice.reply.about == slug:
                return voice
        raise LookupError(slug)

    def days_late(self, today: date) -> int:
        """Return how many days a promise is late; 0 when it is not."""
        due = self.reply.due_on
        if due is None or not self.is_open:
            return 0
        return max(0, (today - due).days)

    def _replies(self) -> tuple[Reply, ...]:
        return tuple(voice.reply for voice in self.voices) or (self.reply,)


def grouped(replies: Iterable[Reply]) -> tuple[Answer, ...]:
    """Return answers in the order of the replies, alike voices under one answer.

    Nothing is merged but the very same words; each of them is still counted.
    """
    groups: dict[Key, list[Reply]] = {}
    for reply in replies:
        groups.setdefault(_key(reply), []).append(reply)
    return tuple(_answer(group) for group in groups.values())


def weight_of(voice: Voice) -> int:
    """Return about how many bytes a voice takes on a page."""
    words = voice.reply.said + (voice.reply.said_first or "")
    return len(words.encode()) + 150


def cut(
    items: Sequence[Item], weigh: Callable[[Item], int], most: int
) -> Iterator[tuple[Item, ...]]:
    """Give items as pages that weigh no more than so much, or hold one item."""
    page: list[Item] = []
    total = 0
    for item in items:
        weight = weigh(item)
        if page and total + weight > most:
            yield tuple(page)
            page, total = [], 0
        page.append(item)
        total += weight
    if page:
        yield tuple(page)


def _key(reply: Reply) -> Key:
    """Return what voices under one answer share."""
    if not reply.is_shown:
        return ("gone", reply.id)
    same: Key = ("alone", reply.id)
    if reply.answer_id is not None:
        same = ("answer", reply.answer_id)
    elif reply.theme is not None:
        same = ("theme", reply.theme)
    elif reply.comment_id is not None:
        same = ("comment", reply.comment_id)
    # One answer that was told in two ways is shown in both.
    told = (reply.theme, reply.did, reply.owner)
    return same + told + (reply.due_on, reply.kept_on, reply.kept_note)


def _answer(group: list[Reply]) -> Answer:
    comments = {r.comment_id for r in group if r.comment_id is not None}
    strangers = sum(r.comment_id is None for r in group)
    shown = [reply for reply in group if reply.is_shown]
    return Answer(
        reply=group[0],
        voices=_voices(shown),
        people=len(comments) + strangers,
        first_id=min(reply.id for reply in group),
    )


def _voices(replies: list[Reply]) -> tuple[Voice, ...]:
    same: dict[Key, list[Reply]] = {}
    for reply in replies:
        key = (reply.said, reply.said_first, reply.language, reply.prompt)
        # Two prompts of one comment, and entries, are kept apart.
        same.setdefault((*key, reply.about, reply.note), []).append(reply)
    return tuple(Voice(rows[0], tuple(r.id for r in rows)) for rows in same.values())


def _moments(reply: Reply) -> Iterator[datetime]:
    yield reply.published_at
    if reply.changed_at is not None:
        yield reply.changed_at
    if reply.withdrawn_at is not None:
        yield reply.withdrawn_at
    if reply.kept_on is not None:
        yield datetime.combine(reply.kept_on, time(), UTC)
