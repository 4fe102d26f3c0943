"""Makes a yearly report of what the database knows of its days. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from localoffer.feedback.model import PROMPTS
from localoffer.replies.answers import Answer, grouped
from localoffer.replies.cells import Line, told_safely
from localoffer.replies.model import Reply
from localoffer.replies.report import Answered, Promise, Report, Said, half_of
from localoffer.review.model import REASONS

WAITS = ("new", "in-review", "waiting")
VOICES = {"parent": "Parents and carers", "young-person": "Children and young people"}
SOURCES = {
    "form": "The form on this site", "paper": "On paper", "phone": "By phone",
    "meeting": "At a meeting", "import": "From an earlier system",
}  # fmt: skip
UNKNOWN = "Not known"
NO_TOPIC = "No topic"


@dataclass(frozen=True)
class Came:
    """How many comments alike in all this came in the period. Of no one's words."""

    voice: str | None
    source: str
    language: str
    topic: str | None
    prompts: str | None
    state: str
    total: int


@dataclass(frozen=True)
class Rows:
    """All that a report is made of."""

    came: tuple[Came, ...]
    replies: tuple[Reply, ...]
    withheld: Mapping[str, int]  # by reason, decided in the period
    settled: tuple[tuple[str, int], ...]  # outcome, and the days it took
    waiting_before: int  # came before the period and wait still
    suspected: int  # seem to be sent by a machine, and nobody opened them
    days: tuple[int, ...]  # that comments first answered in the period waited


@dataclass(frozen=True)
class Names:
    """How a report names things, as they are called on the day it is made."""

    topic: Callable[[str], str]
    entry: Callable[[str], str]
    language: Callable[[str], str]
    site: str
    council: str


def made(rows: Rows, days: tuple[date, date], made_on: date, names: Names) -> Report:
    """Return the report of the days between two, both of them in it."""
    first, last = days
    then = [reply for reply in rows.replies if first <= reply.published_on <= last]
    shown = grouped(reply for reply in then if reply.is_shown)
    everything = grouped(reply for reply in rows.replies if reply.is_shown)
    came = (*rows.came, *_strangers(rows.replies, days))
    states: Counter[str] = Counter()
    for cell in came:
        states[cell.state] += cell.total
    outcomes = Counter(outcome for outcome, _ in rows.settled)
    return Report(
        site=names.site,
        council=names.council,
        first_day=first,
        last_day=last,
        made_on=made_on,
        received=states.total(),
        **_tables(came, names),
        published=states["published"],
        answered=states["answered"],
        withheld=states["withheld"],
        waiting=sum(states[state] for state in WAITS),
        waiting_before=rows.waiting_before,
        suspected=rows.suspected,
        answered_then=len(rows.days) + len(rows.settled),
        days=half_of([*rows.days, *(days for _, days in rows.settled)]),
        corrected=outcomes["corrected"],
        right=outcomes["right"],
        withheld_then=tuple((r, rows.withheld.get(r, 0)) for r in REASONS),
        answers=tuple(_by_prompt(shown, names)),
        taken_down=tuple(_taken_down(rows.replies, days)),
        promises_made=sum(a.reply.due_on is not None for a in shown),
        kept=tuple(
            _promise(a) for a in everything
            if a.reply.kept_on is not None and first <= a.reply.kept_on <= last
        ),
        open=tuple(
            sorted((_promise(a) for a in everything if a.is_open), key=_due)
        ),
    )  # fmt: skip


def _tables(came: Iterable[Came], names: Names) -> dict[str, Any]:
    """Return the tables of what came, in which no small number stands alone."""
    cells = tuple(came)
    prompts: Counter[str] = Counter()
    unknown = 0
    for cell in cells:
        unknown += 0 if cell.prompts else cell.total
        for prompt in (cell.prompts or "").split():
            prompts[prompt] += cell.total

    def table(name: Callable[[Came], str], order: Iterable[str] = ()) -> list[Line]:
        totals: Counter[str] = Counter()
        for cell in cells:
            totals[name(cell)] += cell.total
        return told_safely(totals, tuple(order) if cells else ())

    topic = names.topic
    return {
        "by_prompt": tuple((prompt, prompts[prompt]) for prompt in PROMPTS),
        "prompt_unknown": unknown,
        "by_voice": tuple(
            table(lambda c: VOICES.get(c.voice or "", UNKNOWN), VOICES.values())
        ),
        "by_source": tuple(
            table(lambda c: SOURCES.get(c.source, UNKNOWN), SOURCES.values())
        ),
        "by_language": tuple(table(lambda c: names.language(c.language))),
        "by_topic": tuple(table(lambda c: topic(c.topic) if c.topic else NO_TOPIC)),
    }


def _strangers(replies: Iterable[Reply], days: tuple[date, date]) -> Iterator[Came]:
    """Give the published ones whose comment is gone, or was never in this database."""
    for reply in replies:
        on = reply.received_on
        if reply.comment_id is None and on is not None and days[0] <= on <= days[1]:
            language, topic, prompt = reply.language, reply.topic, reply.prompt
            yield Came(None, "", language, topic, prompt, "published", 1)


def _by_prompt(answers: Iterable[Answer], names: Names) -> Iterator[Answered]:
    """Give the answers of each prompt in its turn, oldest first."""
    oldest_first = tuple(answers)[::-1]
    for prompt in PROMPTS:
        for answer in oldest_first:
            said = tuple(
                _said(voice.reply, voice.ids, names)
                for voice in answer.voices
                if voice.reply.prompt == prompt
            )
            if said:
                yield _answered(answer, prompt, said, names)


def _answered(
    answer: Answer, prompt: str, said: tuple[Said, ...], names: Names
) -> Answered:
    reply = answer.reply
    return Answered(
        number=answer.first_id,
        prompt=prompt,
        theme=reply.theme,
        topics=tuple(sorted(map(names.topic, answer.topics))),
        people=sum(one.people for one in said),
        said=said,
        did=reply.did,
        owner=reply.owner,
        due_on=reply.due_on,
        kept_on=reply.kept_on,
        kept_note=reply.kept_note,
        published_on=reply.published_on,
    )


def _said(reply: Reply, ids: tuple[int, ...], names: Names) -> Said:
    return Said(
        ids=ids,
        words=reply.said,
        first=reply.said_first,
        language=reply.language,
        people=len(ids),
        about=names.entry(reply.about) if reply.about else None,
    )


def _taken_down(
    replies: Iterable[Reply], days: tuple[date, date]
) -> Iterator[tuple[date, str]]:
    for reply in replies:
        on = reply.withdrawn_on
        if on is not None and days[0] <= on <= days[1]:
            yield on, reply.note or ""


def _promise(answer: Answer) -> Promise:
    reply = answer.reply
    ids = tuple(number for voice in answer.voices for number in voice.ids)
    return Promise(
        ids, reply.did, reply.owner, reply.due_on, reply.kept_on, reply.kept_note
    )


def _due(promise: Promise) -> tuple[date, tuple[int, ...]]:
    return promise.due_on or date.max, promise.ids
