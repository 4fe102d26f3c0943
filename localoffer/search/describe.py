"""What an entry brings to search: its card, facet values, venues and words."""

from localoffer.content.area import Area
from localoffer.content.fields import Place
from localoffer.content.library import EntryFile, Library
from localoffer.content.markdown import headings, plain
from localoffer.content.model import Entry, Guide, Service
from localoffer.content.timetable import DAYS
from localoffer.content.translations import Translations, words_of
from localoffer.content.vocabulary import Terms, Vocabulary
from localoffer.places.gazetteer import Gazetteer, Spot
from localoffer.search.catalogue import Card
from localoffer.search.facets import AGE_BANDS
from localoffer.search.fields import Indexed

EVERY_NEED = "all-send"
COSTS = {"free": ("free",), "priced": ("priced",), "mixed": ("free", "priced")}


def known_values(library: Library) -> dict[str, tuple[str, ...]]:
    """Return every value each facet may be asked for, in the order to show them."""
    words, oldest = library.vocabulary, library.area.oldest
    years = tuple(str(year) for year in range(oldest + 1))
    asked = ("not-needed", "needed")
    return {
        "topic": tuple(topic.slug for topic in words.topics.topics),
        "need": tuple(t.slug for t in words.needs.terms if t.slug != EVERY_NEED),
        "age": (*AGE_BANDS, *years),
        "access": _slugs(words.access),
        "delivered": _slugs(words.delivered),
        "cost": ("free", "priced"),
        "day": DAYS,
        "diagnosis": asked,
        "plan": asked,
        "provider": tuple(sorted(library.organisations)),
        "interpreter": _slugs(words.interpreters),
    }


def facet_values(record: Entry, library: Library) -> dict[str, tuple[str, ...]]:
    """Return an entry's values by facet; empty where it does not state the fact."""
    values = {"topic": record.topics, "need": _needs(record, library.vocabulary)}
    values["age"] = _ages(record, library.area)
    if isinstance(record, Service):
        values |= _service_values(record)
    return {name: values.get(name, ()) for name in known_values(library)}


def card_of(entry: EntryFile, library: Library, checked: str | None) -> Card:
    """Return the card of an entry; `checked` is a date as text, or None."""
    record = entry.record
    common = Card(
        slug=entry.slug,
        kind=entry.kind,
        title=record.title,
        summary=record.summary,
        topics=record.topics,
        ages=record.ages.bounds(library.area.oldest) if record.ages else None,
        who_for=record.who_for,
        checked=checked,
    )
    return _service_card(common, record) if isinstance(record, Service) else common


def spots_of(record: Entry, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """Return where an entry happens; empty when it has no venue we can place."""
    if not isinstance(record, Service):
        return ()
    found = (_spot(place, gazetteer) for place in record.places)
    return tuple(spot for spot in found if spot is not None)


def indexed_of(entry: EntryFile, html: str, vocabulary: Vocabulary) -> Indexed:
    """Return the words of an entry, by field, for the engine."""
    record = entry.record
    return Indexed(
        title=record.title,
        names=" . ".join(record.also_called),
        topics=" . ".join(_topic_words(record, vocabulary)),
        summary=record.summary,
        headings=headings(html),
        body=" . ".join([plain(html), *_said(record)]),
    )


def indexed_in(
    entry: EntryFile, said: Translations, html: str, vocabulary: Vocabulary
) -> Indexed:
    """Return the words of an entry as a language says them, by field.

    `html` is its body, empty where that is not translated.
    """
    record, say = entry.record, said.words
    tongue = vocabulary.tongue(said.language)
    phrases = tongue.topics if tongue else {}
    topics: list[str] = []
    for topic in filter(None, map(vocabulary.topic, record.topics)):
        topics += [say.get(topic.label, ""), say.get(topic.words, "")]
        topics += _each_once(phrases.get(topic.slug, ()))
    inner = (say.get(text, "") for text in words_of(record))
    return Indexed(
        title=say.get(record.title, ""),
        names="",
        topics=" . ".join(topics),
        summary=say.get(record.summary, ""),
        headings=headings(html),
        body=" . ".join([plain(html), *inner]),
    )


def _slugs(terms: Terms) -> tuple[str, ...]:
    return tuple(term.slug for term in terms.terms)


def _needs(record: Entry, vocabulary: Vocabulary) -> tuple[str, ...]:
    if EVERY_NEED in record.needs:
        return tuple(slug for slug in _slugs(vocabulary.needs) if slug != EVERY_NEED)
    return record.needs


def _ages(record: Entry, area: Area) -> tuple[str, ...]:
    if record.ages is None:
        return ()
    low, high = record.ages.bounds(area.oldest)
    years = (str(year) for year in range(low, min(high, area.oldest) + 1))
    bands = (
        b for b, (first, last) in AGE_BANDS.items() if first <= high and low <= last
    )
    return (*bands, *years)


def _service_values(service: Service) -> dict[str, tuple[str, ...]]:
    days = {day for session in service.sessions for day in session.days}
    is_live = service.status != "not confirmed"
    return {
        "access": service.how_to_get_in.ways if service.how_to_get_in else (),
        "delivered": service.delivered,
        "cost": COSTS[service.cost.is_] if service.cost else (),
        "day": tuple(day for day in DAYS if day in days and is_live),
        "diagnosis": _asked(service.diagnosis),
        "plan": _asked(service.ehc_plan),
        "provider": (service.provider,),
        "interpreter": service.interpreters,
    }


def _asked(fact: str | None) -> tuple[str, ...]:
    return (fact.replace(" ", "-"),) if fact else ()


def _service_card(card: Card, service: Service) -> Card:
    return Card(
        **{
            **vars(card),
            "status": service.status,
            "is_national": service.area == "national",
            "ways": service.how_to_get_in.ways if service.how_to_get_in else (),
            "cost": service.cost.is_ if service.cost else None,
            "delivered": service.delivered,
            "where": where_of(service),
            "provider": service.provider,
        }
    )


def where_of(service: Service) -> str | None:
    """Return the first place a service states, in words, or None."""
    for place in service.places:
        parts = [part for part in (place.name, place.address, place.postcode) if part]
        if parts:
            return ", ".join(parts)
    return None


def _spot(place: Place, gazetteer: Gazetteer) -> Spot | None:
    if place.postcode:
        return gazetteer.find(place.postcode)
    for part in reversed((place.address or place.name or "").split(",")):
        spot = gazetteer.named(part.strip())
        if spot and spot.kind == "neighbourhood":
            return spot
    return None


def _topic_words(record: Entry, vocabulary: Vocabulary) -> list[str]:
    words = []
    for slug in record.topics:
        topic = vocabulary.topic(slug)
        if topic:
            words += [topic.label, topic.words, *_each_once(topic.phrases)]
    return words


def _each_once(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return every word of some phrases once: how often we say it means nothing."""
    return tuple(dict.fromkeys(word for text in phrases for word in text.split()))


def _said(record: Entry) -> list[str]:
    """Return the fields' own words that a parent might search for."""
    said = [record.who_for or ""]
    if isinstance(record, Service):
        said += [record.not_for or "", record.next_step or ""]
        if record.how_to_get_in and record.how_to_get_in.words:
            said.append(record.how_to_get_in.words)
    if isinstance(record, Guide):
        said += [record.timeline.words() if record.timeline else ""]
        said += [f"Letter: {letter.title}" for letter in record.letters]
        said += [script.when for script in record.scripts]
    return [words for words in said if words]
