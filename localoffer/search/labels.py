"""Words for facets, their values and reasons, in the language asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from localoffer.content.organisations import Organisation
from localoffer.content.vocabulary import Terms, Vocabulary
from localoffer.search.results import Reason

Translate = Callable[..., str]


def N_(text: str) -> str:  # noqa: N802  the name that gettext's tools look for
    """Mark a text for translation later."""
    return text


FACETS = {
    "topic": N_("Topic"),
    "need": N_("Need"),
    "age": N_("Age"),
    "access": N_("How to get in"),
    "delivered": N_("Where it happens"),
    "cost": N_("Cost"),
    "day": N_("Day"),
    "diagnosis": N_("Diagnosis"),
    "plan": N_("EHC plan"),
    "provider": N_("Who runs it"),
    "interpreter": N_("Interpreters"),
}
VALUES = {
    "cost": {"free": N_("Free"), "priced": N_("Costs money")},
    "day": {
        "monday": N_("Monday"),
        "tuesday": N_("Tuesday"),
        "wednesday": N_("Wednesday"),
        "thursday": N_("Thursday"),
        "friday": N_("Friday"),
        "saturday": N_("Saturday"),
        "sunday": N_("Sunday"),
    },
    "diagnosis": {
        "needed": N_("Diagnosis needed"),
        "not-needed": N_("No diagnosis needed"),
    },
    "plan": {"needed": N_("EHC plan needed"), "not-needed": N_("No EHC plan needed")},
}
# What is read from a sentence and is no facet's value by itself.
READ = {
    ("price", "free"): N_("Free"),
    ("price", "low"): N_("Low cost"),
    ("day", "weekend"): N_("Weekend"),
    ("day", "after-school"): N_("After school"),
    ("day", "evening"): N_("Evening"),
    ("day", "school-holidays"): N_("School holidays"),
    ("access", "online"): N_("Online"),
    ("access", "home"): N_("At home"),
    ("access", "phone"): N_("By phone"),
    ("diagnosis", "not-needed"): N_("No diagnosis"),
    ("plan", "not-needed"): N_("No EHC plan"),
}
AGE = N_("Age %(age)s")
NEAR = N_("Near %(place)s")
REASONS = {
    "topic": N_("About: %(value)s"),
    "age": N_("Fits age %(value)s"),
    "other age": N_("For other ages than %(value)s"),
    "miles": N_("%(value)s miles from %(place)s"),
    "no venue": N_("No place to travel to is stated"),
    "words": N_("Mentions: %(value)s"),
}


def as_it_is(text: str) -> str:
    """Return content's words in English."""
    return text


@dataclass(frozen=True)
class Labels:
    """Names of things for one request: its translations and the site's words.

    `translate` says our own words in the request's language, `say` the content's.
    """

    translate: Translate
    vocabulary: Vocabulary
    organisations: dict[str, Organisation]
    say: Callable[[str], str] = as_it_is

    def facet(self, name: str) -> str:
        """Return a facet's name."""
        return self.translate(FACETS[name])

    def value(self, facet: str, value: str) -> str:
        """Return a facet value's name; the value itself when it is not known."""
        if facet in VALUES and value in VALUES[facet]:
            return self.translate(VALUES[facet][value])
        if facet == "age":
            return self.translate(AGE, age=value.replace("-", "\N{EN DASH}"))
        return self._from_words(facet, value)

    def read(self, kind: str, value: str) -> str:
        """Return the name of something read from a sentence."""
        if (kind, value) in READ:
            return self.translate(READ[kind, value])
        return self.value(kind, value) if kind in FACETS else value

    def near(self, place: str) -> str:
        """Return the name of the filter for a place."""
        return self.translate(NEAR, place=place)

    def reason(self, reason: Reason) -> str:
        """Return why an entry is here, in words."""
        value = str(reason.value)
        if reason.kind in FACETS and reason.kind not in REASONS:
            return self.value(reason.kind, value)
        if reason.kind == "topic":
            value = self.value("topic", value)
        words = REASONS[reason.kind]
        return self.translate(words, value=value, place=reason.place)

    def _from_words(self, facet: str, value: str) -> str:
        if facet == "topic":
            topic = self.vocabulary.topic(value)
            return self.say(topic.label) if topic else value
        if facet == "provider":
            organisation = self.organisations.get(value)
            return organisation.name if organisation else value
        words = self.vocabulary
        terms = {
            "need": words.needs,
            "access": words.access,
            "delivered": words.delivered,
            "interpreter": words.interpreters,
        }
        return self.say(_term(terms[facet], value)) if facet in terms else value


def _term(terms: Terms, slug: str) -> str:
    return next((term.label for term in terms.terms if term.slug == slug), slug)
