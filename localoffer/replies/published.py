"""All that is published, sorted once so that pages only look it up. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from localoffer.replies.answers import Answer, grouped
from localoffer.replies.model import Counts, Issue, Reply


@dataclass(frozen=True)
class Found:
    """What the database holds for the public: rows, counts and names of reports."""

    replies: tuple[Reply, ...] = ()
    counts: Counts = field(default_factory=Counts)
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """Which answers are asked for; an empty part asks for all."""

    topic: str = ""
    year: str = ""
    about: str = ""
    is_open: bool = False

    @property
    def is_all(self) -> bool:
        """Say whether every answer is asked for."""
        return self == Wanted()


@dataclass(frozen=True)
class Published:
    """Answers, newest first, and the ways to find one."""

    found: Found = field(default_factory=Found)
    version: str = ""
    answers: tuple[Answer, ...] = ()
    promises: tuple[Answer, ...] = ()  # not yet kept, the most overdue first
    kept: int = 0
    topics: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    _by_entry: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    _by_reply: Mapping[int, Answer] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Found, version: str) -> "Published":
        """Return what was found, sorted."""
        answers = grouped(found.replies)
        by_entry: defaultdict[str, list[Answer]] = defaultdict(list)
        for answer in answers:
            for slug in answer.entries:
                by_entry[slug].append(answer)
        return cls(
            found=found,
            version=version,
            answers=answers,
            promises=tuple(sorted(filter(_is_open, answers), key=_due)),
            kept=sum(a.reply.is_shown and a.reply.kept_on is not None for a in answers),
            topics=tuple(sorted({t for a in answers for t in a.topics})),
            years=tuple(sorted({y for a in answers for y in a.years}, reverse=True)),
            _by_entry={slug: tuple(some) for slug, some in by_entry.items()},
            _by_reply=dict(_numbered(answers)),
        )

    def about(self, slug: str) -> tuple[Answer, ...]:
        """Return the answers about an entry; none that was taken down."""
        return self._by_entry.get(slug, ())

    def answer(self, number: int) -> Answer | None:
        """Return the answer to a reply by the reply's number, or None."""
        return self._by_reply.get(number)

    def wanted(self, wanted: Wanted) -> tuple[Answer, ...]:
        """Return the answers that are asked for, newest first."""
        if wanted.is_open:
            some: Iterable[Answer] = self.promises
        else:
            some = self.about(wanted.about) if wanted.about else self.answers
        return tuple(answer for answer in some if _fits(answer, wanted))


def _fits(answer: Answer, wanted: Wanted) -> bool:
    if wanted.topic and wanted.topic not in answer.topics:
        return False
    if wanted.about and wanted.about not in answer.entries:
        return False
    return not wanted.year or wanted.year in map(str, answer.years)


def _is_open(answer: Answer) -> bool:
    return answer.is_open


def _due(answer: Answer) -> tuple[date, int]:
    return answer.reply.due_on or date.max, answer.first_id


def _numbered(answers: Iterable[Answer]) -> Iterator[tuple[int, Answer]]:
    for answer in answers:
        yield answer.reply.id, answer
        for voice in answer.voices:
            for number in voice.ids:
                yield number, answer
