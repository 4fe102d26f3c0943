"""A report put into words, once for all its forms: page, paper, Word and text. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from localoffer.feedback.model import PROMPTS
from localoffer.replies.cells import LEAST_TOLD, Line
from localoffer.replies.report import Answered, Promise, Report, Said


@dataclass(frozen=True)
class Heading:
    """A heading; the report's own title is of level 1."""

    level: int
    words: str


@dataclass(frozen=True)
class Words:
    """A paragraph or more: what it is, then the words in their language."""

    text: str
    label: str = ""
    language: str = "en"
    is_said: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: its name, what stands over its columns, and its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Words | Grid
Blocks = tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    """The blocks of one answer, below the heading of its prompt."""

    chapter: str
    blocks: Blocks

    @property
    def weight(self) -> int:
        """Return about how many bytes it takes."""
        texts = (b.text for b in self.blocks if isinstance(b, Words))
        return sum(len(text.encode()) + 100 for text in texts)


@dataclass(frozen=True)
class Outline:
    """A whole report in order: what it is, its numbers, answers and promises."""

    title: str
    front: Blocks
    parts: tuple[Part, ...]
    back: Blocks

    @property
    def blocks(self) -> Blocks:
        """Return everything, with the title."""
        title = Heading(1, self.title)
        return (title, *self.front, *chaptered(self.parts), *self.back)


CHAPTERS = {
    "included": "What is in the local offer, and what is missing",
    "access": "How easy the local offer is to use",
    "involved": "How families took part in making and reviewing it",
}
LAW = {
    "included": "regulation 56(1)(a)",
    "access": "regulation 56(1)(b)",
    "involved": "regulation 56(1)(c)",
}
REASON = {
    "vexatious": "Vexatious (regulation 56(4)(a))",
    "individual_service": "About a service to one person (regulation 56(4)(b))",
}


def outline_of(report: Report) -> Outline:
    """Return a report in words."""
    days = f"{day_in_words(report.first_day)} to {day_in_words(report.last_day)}"
    return Outline(
        title=f"You said, we did: {days}",
        front=(*_opening(report), *_numbers(report), *_tables(report)),
        parts=tuple(_parts(report)),
        back=(*_promises(report), *_withheld(report), *_waiting(report)),
    )


def chaptered(parts: Sequence[Part]) -> Iterator[Block]:
    """Give the blocks of some answers, a heading before each change of prompt."""
    chapter = ""
    for part in parts:
        if part.chapter != chapter:
            yield Heading(2, part.chapter)
            chapter = part.chapter
        yield from part.blocks


def day_in_words(day: date) -> str:
    """Return a day as it is written in English."""
    return f"{day.day} {day:%B %Y}"


def _opening(report: Report) -> Iterator[Block]:
    yield Words(
        f"This is the report of {report.site}, for the area of {report.council}. "
        "The law asks that comments on the SEN and disability local offer are "
        "published with a response at least once a year, in a form that lets nobody "
        "be identified (section 30(6) of the Children and Families Act 2014, and "
        "regulation 56 of the Special Educational Needs and Disability Regulations "
        "2014)."
    )
    yield Words(f"Made on {day_in_words(report.made_on)}.")
    if report.is_early:
        yield Words("It was made before its last day was over, so it is not whole.")


def _numbers(report: Report) -> Iterator[Block]:
    yield Heading(2, "Numbers")
    rows = [
        ("Comments that came in this time", str(report.received)),
        ("– of these, published with an answer", str(report.published)),
        ("– of these, answered and not published yet", str(report.answered)),
        ("– of these, not to be published", str(report.withheld)),
        ("– of these, still waiting for an answer", str(report.waiting)),
        ("Comments answered in this time, whenever they came",
         str(report.answered_then)),
        ("Half of those were answered within", _in_days(report.days)),
        ("Pages corrected in this time", str(report.corrected)),
        ("Pages checked that were right", str(report.right)),
        ("Promises made in this time", str(report.promises_made)),
        ("Promises kept in this time", str(len(report.kept))),
        ("Promises not yet kept, of any time", str(len(report.open))),
        ("– of these, late", str(report.late())),
    ]  # fmt: skip
    yield Grid("Comments and answers", ("What", "Number"), tuple(rows))


def _tables(report: Report) -> Iterator[Block]:
    yield Heading(2, "What we asked")
    yield Words(
        "All three questions of regulation 56(1) are asked on the form. A comment may "
        "answer more than one of them."
    )
    counts = dict(report.by_prompt)
    rows = [
        (f"{CHAPTERS[p]} ({LAW[p]})", str(counts.get(p, 0)), str(report.voices(p)))
        for p in PROMPTS
    ]
    if report.prompt_unknown:
        rows.append(("Not known to which", str(report.prompt_unknown), ""))
    head = ("Question", "Comments that came", "Comments published")
    yield Grid("By question", head, tuple(rows))
    yield Heading(2, "Who told us, and how")
    yield Words(
        f"A number under {LEAST_TOLD} could tell who somebody is. Such numbers are "
        "counted together with others, so that nobody can work them out."
    )
    yield from _table("From whom", report.by_voice)
    yield from _table("How it came", report.by_source)
    yield from _table("In which language", report.by_language)
    yield from _table("About what", report.by_topic)


def _table(name: str, lines: tuple[Line, ...]) -> Iterator[Block]:
    if lines:
        rows = tuple((line.label, line.told) for line in lines)
        yield Grid(name, (name, "Comments that came"), rows)


def _parts(report: Report) -> Iterator[Part]:
    for prompt in PROMPTS:
        chapter = f"{CHAPTERS[prompt]} ({LAW[prompt]})"
        answers = [one for one in report.answers if one.prompt == prompt]
        for answer in answers:
            yield Part(chapter, tuple(_answer(answer)))
        if not answers:
            nothing = "The question was asked. No comment on it was published."
            yield Part(chapter, (Words(f"{nothing[:-1]} in this time."),))


def _answer(one: Answered) -> Iterator[Block]:
    yield Heading(3, one.theme or f"Answer {one.number}")
    if one.topics:
        yield Words(", ".join(one.topics), "About")
    if one.people > 1:
        yield Words(f"{one.people} comments said something like this.")
    for said in one.said:
        yield from _said(said)
    if one.note is not None:
        yield Words(_in_place(one.note), "Answer")
        return
    yield Words(one.did, "Our response")
    yield from _who(one.owner, one.due_on, one.kept_on, one.kept_note)
    yield Words(day_in_words(one.published_on), "Published on")


def _said(said: Said) -> Iterator[Block]:
    told = "You said" if said.people == 1 else f"{said.people} people said"
    label = f"{told} about “{said.about}”" if said.about else told
    if said.note is not None:
        yield Words(_in_place(said.note), label)
        return
    if said.first:
        yield Words(said.first, label, said.language, is_said=True)
        label = "In English"
    yield Words(said.words, label, is_said=True)


def _in_place(note: str) -> str:
    return f"Taken down or put in other words after this report. {note}".strip()


def _who(
    owner: str, due_on: date | None, kept_on: date | None, note: str | None
) -> Iterator[Block]:
    if owner:
        yield Words(owner, "Who sees to it")
    if due_on is not None:
        yield Words(day_in_words(due_on), "By")
    if kept_on is not None:
        kept = f"{day_in_words(kept_on)}. {note or ''}".strip()
        yield Words(kept, "Kept on")
    elif due_on is not None:
        yield Words("Not yet, when this report was made.", "Kept")


def _promises(report: Report) -> Iterator[Block]:
    yield Heading(2, "Promises")
    yield Heading(3, "Kept in this time")
    yield from _list(report.kept)
    yield Heading(3, "Not yet kept")
    yield from _list(report.open)


def _list(promises: tuple[Promise, ...]) -> Iterator[Block]:
    if not promises:
        yield Words("None.")
        return
    head = ("What", "Who sees to it", "By", "Kept on")
    yield Grid("Promises", head, tuple(_promise(promise) for promise in promises))


def _promise(one: Promise) -> tuple[str, ...]:
    did = one.did if one.note is None else _in_place(one.note)
    kept = _day(one.kept_on) or "not yet"
    if one.kept_note:
        kept = f"{kept}. {one.kept_note}"
    return did, one.owner, _day(one.due_on), kept


def _day(day: date | None) -> str:
    return day_in_words(day) if day is not None else ""


def _withheld(report: Report) -> Iterator[Block]:
    yield Heading(2, "What was not published, and why")
    yield Words(
        "The law lets a comment be left out for two reasons only. A rep has read each "
        "one. These were left out in this time, whenever they came."
    )
    rows = tuple((REASON[r], str(total)) for r, total in report.withheld_then)
    yield Grid("By reason", ("Reason", "Comments"), rows)
    if report.taken_down:
        yield Heading(3, "Taken down after they were published")
        for on, note in report.taken_down:
            yield Words(note or "No more is said.", day_in_words(on))


def _waiting(report: Report) -> Iterator[Block]:
    yield Heading(2, "What still waits")
    rows = [
        ("Came in this time", str(report.waiting)),
        ("Came earlier", str(report.waiting_before)),
        ("Answered and not published yet", str(report.answered)),
    ]
    if report.suspected:
        rows.append(
            ("Seem to be sent by a machine, not counted above", str(report.suspected))
        )
    yield Grid("Waiting on the day this was made", ("What", "Number"), tuple(rows))


def _in_days(days: int | None) -> str:
    if days is None:
        return "nothing was answered yet"
    return "1 day" if days == 1 else f"{days} days"
