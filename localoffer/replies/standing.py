"""A report as it may be shown today: frozen, but for words that were taken down."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from localoffer.replies.model import Reply
from localoffer.replies.report import Answered, Promise, Report, Said


def as_it_stands(report: Report, current: Mapping[int, Reply]) -> Report:
    """Return a report without words that may no longer be shown.

    Its numbers and answers stay as they were. But a comment that was taken down or put
    in other words since, because it told who somebody is, must not go on being shown
    here: in its place stands the public note.
    """
    return replace(
        report,
        answers=tuple(_answered_now(one, current) for one in report.answers),
        kept=tuple(_promise_now(one, current) for one in report.kept),
        open=tuple(_promise_now(one, current) for one in report.open),
    )


def _answered_now(one: Answered, current: Mapping[int, Reply]) -> Answered:
    said = tuple(_said_now(part, current) for part in one.said)
    note = _note_in_place(one.ids, one.did, current)
    if note is None:
        return replace(one, said=said)
    bare = replace(one, theme=None, did="", owner="", kept_note=None, note=note)
    return replace(bare, said=said)


def _said_now(said: Said, current: Mapping[int, Reply]) -> Said:
    same = (said.words, said.first)
    rows = [current[number] for number in said.ids if number in current]
    if any(row.is_shown and (row.said, row.said_first) == same for row in rows):
        return said
    return replace(said, words="", first=None, note=_notes(rows))


def _promise_now(one: Promise, current: Mapping[int, Reply]) -> Promise:
    note = _note_in_place(one.ids, one.did, current)
    if note is None:
        return one
    return replace(one, did="", owner="", kept_note=None, note=note)


def _note_in_place(
    ids: tuple[int, ...], did: str, current: Mapping[int, Reply]
) -> str | None:
    """Return what stands in place of an answer's words, None while they may stand."""
    rows = [current[number] for number in ids if number in current]
    # What was kept or put off since has no note, and leaves the report as it was.
    if any(row.is_shown and (row.did == did or not row.note) for row in rows):
        return None
    return _notes(rows)


def _notes(rows: Iterable[Reply]) -> str:
    told = dict.fromkeys(row.note for row in rows if row.note)
    return " ".join(note for note in told if note)
