"""What one entry says, checked against the rest: links, words, slugs, ages."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from difflib import get_close_matches

from localoffer.content.area import UrgentHelp
from localoffer.content.fields import Contact
from localoffer.content.frontmatter import Path
from localoffer.content.letters import has_open_gap
from localoffer.content.library import EntryFile, Library
from localoffer.content.markdown import links
from localoffer.content.model import Guide, Service
from localoffer.content.paper import paper_problems
from localoffer.content.problems import Problem
from localoffer.content.vocabulary import HARM, Terms

LONGEST_CHECK = timedelta(days=731)
# What an entry's hours may say, and nothing beside it.
ALWAYS = re.compile(
    r"(open )?(every day, )?(day and night|at any time|any time|24 hours( a day)?)"
    r"(,? (every day|7 days a week))?\.?"
)
HOURS_DEPEND_ON = {
    "entry", "contact", "contact.hours", "contact.phones", "contact.texts",
}  # fmt: skip
# Each of these has its place on the page, where the doubt is shown.
UNCONFIRMED = {
    "entry", "body", "status", "who_for", "ages", "how_to_get_in", "next_step",
    "waiting", "cost", "delivered", "places", "sessions", "if_no", "languages",
    "contact", "contact.phones", "contact.texts", "contact.emails", "contact.web",
    "contact.hours", "scripts", "letters",
}  # fmt: skip


def problems(library: Library) -> list[Problem]:
    """Return every fault that needs more than one file to see."""
    known = _Known(library)
    found = [*_twice(library), *_urgent_help(library), *_private_topics(library)]
    found += paper_problems(library)
    for entry in library.entries:
        for check in CHECKS:
            found += check(entry, known)
    return found


class _Known:
    """The slugs that may be named."""

    def __init__(self, library: Library) -> None:
        words = library.vocabulary
        self.entries = {entry.slug: entry.kind for entry in library.entries}
        self.topics = {topic.slug for topic in words.topics.topics}
        self.needs = _slugs(words.needs)
        self.access = _slugs(words.access)
        self.delivered = _slugs(words.delivered)
        self.interpreters = _slugs(words.interpreters)
        self.duties = {duty.id for duty in words.duties.duties}
        self.organisations = set(library.organisations)


def _slugs(terms: Terms) -> set[str]:
    return {term.slug for term in terms.terms}


def _unknown(
    entry: EntryFile, field: str, values: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    names = set(known)
    for value in values:
        if value not in names:
            near = get_close_matches(value, names, 1, cutoff=0.5)
            write = f"Did you mean `{near[0]}`?" if near else "Use a name that exists."
            line = entry.document.line_of(_path(field))
            wrong = f"there is no `{value}`"
            yield Problem(entry.file, line, field, wrong, write)


def _path(field: str) -> Path:
    """Return the path of a field named as `letters.0.to`."""
    parts = field.split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts)


def _shared_words(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    record = entry.record
    yield from _unknown(entry, "topics", record.topics, known.topics)
    yield from _unknown(entry, "needs", record.needs, known.needs)
    yield from _unknown(entry, "covers", record.covers, known.duties)
    yield from _unknown(entry, "related", record.related, known.entries)
    yield from _unknown(entry, "unconfirmed", record.unconfirmed, UNCONFIRMED)


def _service_words(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    service = entry.record
    if not isinstance(service, Service):
        return
    yield from _unknown(entry, "provider", [service.provider], known.organisations)
    yield from _unknown(entry, "delivered", service.delivered, known.delivered)
    spoken = service.interpreters
    yield from _unknown(entry, "interpreters", spoken, known.interpreters)
    if service.how_to_get_in:
        ways = service.how_to_get_in.ways
        yield from _unknown(entry, "how_to_get_in.ways", ways, known.access)
    if service.instead:
        yield from _unknown(entry, "instead", [service.instead], known.entries)


def _guide_words(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    guide = entry.record
    if not isinstance(guide, Guide):
        return
    yield from _unknown(entry, "entries", guide.entries, known.entries)
    named = [
        *((f"letters.{n}.to", letter.to) for n, letter in enumerate(guide.letters)),
        *((f"scripts.{n}.to", script.to) for n, script in enumerate(guide.scripts)),
    ]
    for field, slugs in named:
        yield from _unknown(entry, field, slugs, known.entries)
    for n, step in enumerate(guide.timeline.steps if guide.timeline else ()):
        field = f"timeline.steps.{n}.entries"
        yield from _unknown(entry, field, step.entries, known.entries)


def _gaps(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    del known
    guide = entry.record
    if not isinstance(guide, Guide):
        return
    texts: list[tuple[Path, str]] = [
        *((("letters", n, "text"), it.text) for n, it in enumerate(guide.letters)),
        *((("scripts", n, "words"), it.words) for n, it in enumerate(guide.scripts)),
    ]
    for path, text in texts:
        if has_open_gap(text):
            line, field = entry.document.line_of(path), ".".join(map(str, path))
            wrong = "a gap is not closed, or has nothing in it"
            write = "Write each gap on one line, as [your name]."
            yield Problem(entry.file, line, field, wrong, write)


def _weeks(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    del known
    guide = entry.record
    if isinstance(guide, Guide) and guide.timeline and not guide.timeline.is_in_order():
        line = entry.document.line_of(("timeline", "steps"))
        wrong, write = "the weeks run backwards", "Put the steps in order of `to`."
        yield Problem(entry.file, line, "timeline.steps", wrong, write)


def _body_links(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    for line, kind, slug in links(entry.body):
        if known.entries.get(slug) != kind:
            wrong = f"the link {kind}:{slug} leads nowhere"
            number = entry.document.body_line + line
            write = "Mend the slug, or remove the link."
            yield Problem(entry.file, number, "body", wrong, write)


def _ages(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    del known
    ages = entry.record.ages
    if ages is None:
        return
    if ages.from_ is None and ages.to is None:
        wrong, write = "no age is given", "Give `from`, `to` or both, or leave it out."
    elif ages.to is not None and not 0 <= (ages.from_ or 0) <= ages.to <= 120:
        wrong, write = "the ages run backwards", "Put the younger age in `from`."
    else:
        return
    yield Problem(entry.file, entry.document.line_of(("ages",)), "ages", wrong, write)


def _ending(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    del known
    service = entry.record
    if not isinstance(service, Service) or service.instead is not None:
        return
    if service.status in {"closed", "moved"}:
        line = entry.document.line_of(("status",))
        wrong = f"it is {service.status}, and nothing is named in its place"
        write = "Add `instead:` with the slug of what a family should use now."
        yield Problem(entry.file, line, "instead", wrong, write, "advice")


def _sessions(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    del known
    service = entry.record
    if not isinstance(service, Service):
        return
    for number, session in enumerate(service.sessions):
        end, start = session.end, session.start
        if end is None or (start is not None and start < end):
            continue
        line = entry.document.line_of(("sessions", number, "end"))
        wrong, write = "it ends before it begins", "Put the later time in `end`."
        if start is None:
            wrong, write = "it ends, but does not begin", "Add `start:` with a time."
        yield Problem(entry.file, line, f"sessions.{number}.end", wrong, write)


def _review(entry: EntryFile, known: _Known) -> Iterator[Problem]:
    """Hold a check to be good for some time, and not for ever."""
    del known
    checked, review_by = entry.record.checked, entry.record.review_by
    if checked is None or review_by is None:
        return
    if review_by < checked:
        wrong, write = "this is before it was checked", "Write a day after `checked`."
    elif review_by > checked + LONGEST_CHECK:
        wrong = "this is more than two years after it was checked"
        write = "Write an earlier day: nobody can promise times for so long."
    else:
        return
    line = entry.document.line_of(("review_by",))
    yield Problem(entry.file, line, "review_by", wrong, write)


def _twice(library: Library) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for entry in library.entries:
        for slug in (entry.slug, *entry.record.formerly):
            if slug in seen:
                wrong = f"`{slug}` is also the name of {seen[slug]}"
                write = "Give one of the two another name."
                yield Problem(entry.file, 1, "", wrong, write)
            seen.setdefault(slug, entry.file)


def _urgent_help(library: Library) -> Iterator[Problem]:
    """Hold the urgent-help box to those whose own hours say day and night."""
    entries = {entry.slug: entry.record for entry in library.entries}
    apart = library.area.out_of_hours
    for line in (*library.area.urgent, *((apart,) if apart else ())):
        service = entries.get(line.entry)
        if not isinstance(service, Service) or not _is_theirs(line, service):
            wrong = f"`{line.entry}` does not give the number of this line"
            write = "Name the entry that gives it under `contact`."
        elif line is not apart and not always_answers(service):
            wrong = f"the hours of `{line.entry}` do not say day and night"
            write = "Take the line out: someone may ring it at three in the morning."
        else:
            continue
        yield Problem("area.yaml", 1, "urgent", wrong, write)


def _private_topics(library: Library) -> Iterator[Problem]:
    """Hold the topics of harm to be private: a shared phone must not tell of them."""
    for topic in library.vocabulary.topics.topics:
        if topic.slug in HARM and not topic.private:
            wrong = f"the topic `{topic.slug}` is not private"
            write = "Write `private: true`: phones are shared."
            yield Problem("vocabulary/topics.yaml", 1, "private", wrong, write)


def _is_theirs(line: UrgentHelp, service: Service) -> bool:
    own = service.contact or Contact()
    rings = {number.number for number in own.phones}
    texts = {number.number for number in own.texts}
    return (
        line.reached is not None
        and (line.number is None or line.number.number in rings)
        and (line.text is None or line.text.number in texts)
    )


def always_answers(service: Service) -> bool:
    """Say whether an entry's hours say day and night, and nothing else."""
    hours = (service.contact.hours if service.contact else None) or ""
    is_sure = HOURS_DEPEND_ON.isdisjoint(service.unconfirmed)
    return is_sure and bool(ALWAYS.fullmatch(hours.strip().casefold()))


CHECKS: tuple[Callable[[EntryFile, _Known], Iterator[Problem]], ...] = (
    _shared_words,
    _service_words,
    _guide_words,
    _gaps,
    _weeks,
    _body_links,
    _ages,
    _ending,
    _sessions,
    _review,
)
