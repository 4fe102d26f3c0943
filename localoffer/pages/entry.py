"""The page of a service or guide: what it says, what it leaves open, whom to ask."""

from dataclasses import dataclass, replace
from datetime import date

from localoffer.content.area import Refusal
from localoffer.content.fields import Contact, Number
from localoffer.content.markdown import Html, localised
from localoffer.content.model import Entry, Guide, Service
from localoffer.content.runs import runs
from localoffer.content.vocabulary import CRISIS
from localoffer.edition.opening import Edition
from localoffer.edition.programme import item_of
from localoffer.edition.rendered import Rendered
from localoffer.edition.translated import Text
from localoffer.pages.addresses import EntryLink, links_to
from localoffer.pages.easy import easy_url
from localoffer.pages.facts import Deciding
from localoffer.pages.letters import LetterView, ScriptView, letter_views, script_views
from localoffer.pages.telephone import Line, from_abroad, lines
from localoffer.pages.timeline import TimelineView, timeline_view
from localoffer.replies.answers import Answer
from localoffer.search.labels import Labels
from localoffer.web.locale import language

# Where somebody else decides who is let in, and there may be a list.
WAITS = {"health", "social-care", "education"}
LET_IN = {
    "school",
    "gp",
    "health-worker",
    "social-worker",
    "professional",
    "online-form",
}


@dataclass(frozen=True)
class Reach:
    """How to reach them; `whose` is own, provider, adviser, web or urgent.

    It is never empty: with no number at all, the area's adviser is named.
    """

    whose: str
    contact: Contact
    name: str
    adviser: tuple[Number, ...] = ()


@dataclass(frozen=True)
class EntryPage:
    """All that the entry templates need.

    `confirmed` counts, from 1, the sessions that a calendar can take.
    """

    slug: str
    kind: str
    record: Entry
    body: Html
    edited: date | None
    topics: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    related: tuple[EntryLink, ...]
    provider: str | None = None
    facts: Deciding | None = None
    reach: Reach | None = None
    refusal: Refusal | None = None
    refusal_links: tuple[EntryLink, ...] = ()
    instead: EntryLink | None = None
    may_have_a_wait: bool = False
    shows_notice: bool = False
    confirmed: tuple[int, ...] = ()
    is_alone: bool = False
    answers: tuple[Answer, ...] = ()
    scripts: tuple[ScriptView, ...] = ()
    letters: tuple[LetterView, ...] = ()
    timeline: TimelineView | None = None
    translation: Text | None = None
    easy_url: str | None = None
    interpreters: tuple[str, ...] = ()
    telephone: tuple[Line, ...] = ()
    numbers_abroad: tuple[str, ...] = ()

    @property
    def is_said(self) -> bool:
        """Say whether the body is in the page's language, where that is not English."""
        return self.translation is not None

    def doubts(self, field: str) -> bool:
        """Say whether a fact could not be checked with the service."""
        return field in self.record.unconfirmed

    @property
    def doubts_all(self) -> bool:
        """Say whether nothing here could be checked."""
        return "entry" in self.record.unconfirmed


def entry_page(
    entry: Rendered, edition: Edition, labels: Labels, prefix: str, today: date
) -> EntryPage:
    """Return the page of an entry as it stands on a day."""
    record = entry.record
    said = edition.translated(language()).texts.get(place_of(entry))
    page = EntryPage(
        slug=entry.slug,
        kind=entry.kind,
        record=record,
        body=localised(said.html if said else entry.html, prefix),
        translation=said,
        easy_url=easy_url(place_of(entry), edition),
        edited=date.fromisoformat(entry.edited) if entry.edited else None,
        topics=tuple((slug, labels.value("topic", slug)) for slug in record.topics),
        needs=tuple(labels.value("need", slug) for slug in record.needs),
        related=links_to(_related(record), edition),
        shows_notice=_is_current(record, today),
        confirmed=_confirmed(entry.slug, edition, today),
        is_alone=not edition.vocabulary.private.isdisjoint(record.topics),
    )
    if isinstance(record, Service):
        return _service_page(page, record, edition, labels)
    if isinstance(record, Guide):
        return replace(
            page,
            scripts=script_views(record.scripts, edition),
            letters=letter_views(record.letters, edition),
            timeline=timeline_view(record.timeline, edition, today),
        )
    return page


def _service_page(
    page: EntryPage, service: Service, edition: Edition, labels: Labels
) -> EntryPage:
    refusals = {r.sector: r for r in edition.area.refusals}
    refusal = None if is_urgent(service) else refusals.get(service.sector or "")
    instead = links_to((service.instead,) if service.instead else (), edition)
    reach = reach_of(service, edition)
    interpreters = (labels.value("interpreter", w) for w in service.interpreters)
    numbers = [phone.number for phone in reach.contact.phones]
    rings = language() != "en" and bool(numbers)
    return replace(
        page,
        provider=labels.value("provider", service.provider),
        facts=Deciding.of_service(service, labels, edition.area.oldest),
        reach=reach,
        refusal=refusal,
        may_have_a_wait=_may_have_a_wait(service) and not is_urgent(service),
        refusal_links=_refusal_links(page.slug, refusal, edition),
        instead=instead[0] if instead else None,
        interpreters=tuple(interpreters),
        telephone=lines(service, language(), labels.translate) if rings else (),
        numbers_abroad=tuple(n for n in map(from_abroad, numbers) if n),
    )


def place_of(entry: Rendered) -> str:
    """Return an entry's folder and slug, as `services/mk-sendias`."""
    return f"{entry.kind}s/{entry.slug}"


def reach_of(service: Service, edition: Edition) -> Reach:
    """Return the service's own contact, else its provider's, else the adviser's."""
    provider = edition.standing.organisations[service.provider]
    own, theirs = service.contact, provider.contact
    adviser = edition.area.adviser
    if own is not None and (own.phones or own.texts or own.emails):
        return Reach("own", own, "")
    web = own.web if own is not None else ()
    if theirs is not None and not theirs.is_empty():
        both = theirs.model_copy(update={"web": (*web, *theirs.web)})
        return Reach("provider", both, provider.name)
    if is_urgent(service):
        # An adviser who answers by day is no help tonight.
        return Reach("urgent", own or Contact(), "")
    if own is not None and not own.is_empty():
        return Reach("web", own, adviser.name, adviser.phones)
    hours = own.hours if own is not None else None
    return Reach("adviser", Contact(hours=hours), adviser.name, adviser.phones)


def is_urgent(service: Service) -> bool:
    """Say whether a family comes here because it needs help now."""
    return CRISIS in service.topics


def _may_have_a_wait(service: Service) -> bool:
    """Say whether a family is let in by somebody, and so may wait."""
    ways = service.how_to_get_in.ways if service.how_to_get_in else ()
    return service.sector in WAITS and bool(LET_IN & set(ways))


def _related(record: Entry) -> tuple[str, ...]:
    return record.entries if isinstance(record, Guide) else record.related


def _refusal_links(
    slug: str, refusal: Refusal | None, edition: Edition
) -> tuple[EntryLink, ...]:
    if refusal is None:
        return ()
    return links_to(tuple(s for s in refusal.entries if s != slug), edition)


def _confirmed(slug: str, edition: Edition, today: date) -> tuple[int, ...]:
    item, terms = item_of(edition, slug), edition.standing.terms
    if item is None:
        return ()
    timetable = item.timetable
    sessions = enumerate(timetable.sessions, start=1)
    return tuple(n for n, session in sessions if runs(timetable, session, terms, today))


def _is_current(record: Entry, today: date) -> bool:
    notice = record.notice
    return notice is not None and (notice.until is None or today <= notice.until)
