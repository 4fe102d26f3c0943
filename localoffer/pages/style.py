"""The style page: every part of the pages in every state, with the real content."""

from dataclasses import dataclass, field

from localoffer.content.fields import Session
from localoffer.edition.opening import Edition
from localoffer.pages.results import ResultsPage
from localoffer.question.asked import Asked
from localoffer.search.labels import Labels

COLOURS = (
    "page", "card", "text", "secondary-text", "border", "input-border", "brand",
    "brand-deep", "on-brand", "tint", "link", "warm", "warm-tint", "focus",
)  # fmt: skip
ICONS = (
    "person", "door", "pound", "pin", "phone", "text", "mail", "day", "heart", "next",
    "alert", "print", "keep", "filter", "book", "good", "so-so", "bad",
    "mark",
)  # fmt: skip
SESSIONS = (
    Session(days=("tuesday",), start="16:00", end="17:30", when="term time"),
    Session(days=("saturday",), words="A time is not stated."),
)
QUESTIONS = (
    Asked(text="speech help for my 3 year old in bletchley"),
    Asked(facets=(("cost", "free"), ("need", "autism"))),
    Asked(text="zzzz"),
)


@dataclass(frozen=True)
class SampleField:
    """A field of a form as the macros read one."""

    name: str
    data: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleForm:
    """A form sent with a fault."""

    errors: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class StylePage:
    """All that the style page shows."""

    colours: tuple[str, ...]
    icons: tuple[str, ...]
    samples: tuple[ResultsPage, ...]
    plain: SampleField
    wrong: SampleField
    form: SampleForm
    sessions: tuple[Session, ...] = SESSIONS


def style_page(edition: Edition, labels: Labels, fault: str) -> StylePage:
    """Return the style page; `fault` is the message of a field that is wrong."""
    return StylePage(
        colours=COLOURS,
        icons=ICONS,
        samples=tuple(
            ResultsPage.of(edition.search.answer(asked), edition, labels)
            for asked in QUESTIONS
        ),
        plain=SampleField("plain"),
        wrong=SampleField("wrong", "?", (fault,)),
        form=SampleForm({"wrong": (fault,)}),
    )
