"""What is typed at the desk, made into what is meant, or into errors by field."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    Form,
    StringField,
    TextAreaField,
)
from wtforms.form import BaseForm
from wtforms.validators import (
    AnyOf,
    DataRequired,
    Length,
    Optional,
    ValidationError,
)

from localoffer.feedback.forms import tidy
from localoffer.feedback.model import KINDS, LONGEST, PROMPTS, Said
from localoffer.review.actions import Asking, Told
from localoffer.review.model import (
    OUTCOMES,
    REASONS,
    STATES,
    Filter,
    Wording,
)
from localoffer.review.retention import OVERDUE

AGES: Mapping[str, tuple[int, int | None]] = {
    "week": (0, 7),
    "month": (7, OVERDUE.days),
    "older": (OVERDUE.days, None),
}  # days; from the last on it is overdue
LONGEST_PAGE = 10_000
NEEDED = lazy_gettext("Please fill this in.")
CHOOSE = lazy_gettext("Please choose one of these.")
SOURCES = ("paper", "phone", "meeting")


def read_filter(args: Mapping[str, str]) -> Filter:
    """Return what of the inbox an address asks for; what is unknown is left out."""
    page = args.get("page", "")
    is_page = page.isascii() and page.isdigit() and 0 < int(page) <= LONGEST_PAGE
    assigned = args.get("assigned", "")
    return Filter(
        state=_one_of(args.get("state", ""), STATES),
        age=_one_of(args.get("age", ""), tuple(AGES)),
        topic=args.get("topic", "")[:80],
        about=args.get("about", "")[:120],
        kind=_one_of(args.get("kind", ""), KINDS),
        assigned=assigned if assigned.isascii() and assigned.isdigit() else "",
        text=tidy(args.get("text", ""))[:200],
        page=int(page) if is_page else 1,
    )


def span_of(age: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return from when to when the comments of an age came."""
    if age not in AGES:
        return None, None
    youngest, oldest = AGES[age]
    since = None if oldest is None else now - timedelta(days=oldest)
    return since, (now - timedelta(days=youngest) if youngest else None)


def _one_of(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else ""


class DayField(StringField):
    """A day as a browser sends it, `2027-04-01`; empty is None."""

    day: date | None = None

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:
        """Read the day, or say how to write it."""
        self.day = None
        if not self.data:
            return
        try:
            self.day = date.fromisoformat(str(self.data).strip())
        except ValueError:
            message = gettext("Write the day like 2027-04-01.")
            self.errors = [*self.errors, message]


class AnswerForm(Form):
    """What we did or will do, who owns it, and by when."""

    did = TextAreaField(
        filters=[tidy], validators=[DataRequired(NEEDED), Length(max=LONGEST)]
    )
    owner = StringField(
        filters=[tidy], validators=[DataRequired(NEEDED), Length(max=160)]
    )
    due_on = DayField()

    def is_good(self) -> bool:
        """Say whether everything can be taken as it is."""
        return bool(self.validate()) and not self.due_on.errors

    @property
    def told(self) -> Told:
        """Return what was told."""
        return Told(self.did.data or "", self.owner.data or "", self.due_on.day)


class DraftForm(AnswerForm):
    """The same, from somebody who has a link and no account."""

    name = StringField(
        filters=[tidy], validators=[DataRequired(NEEDED), Length(max=80)]
    )


class AskForm(Form):
    """Whom to ask for an answer. The e-mail is optional: a link can be handed on."""

    asked = StringField(
        filters=[tidy], validators=[DataRequired(NEEDED), Length(max=200)]
    )
    email = StringField(filters=[tidy], validators=[Optional(), Length(max=200)])
    of_the_service = BooleanField()

    @property
    def asking(self) -> Asking:
        """Return whom to ask."""
        is_own = bool(self.of_the_service.data)
        return Asking(self.asked.data or "", self.email.data or "", is_own)

    def validate_email(self, field: StringField) -> None:
        """Refuse what is no address."""
        name, _, host = (field.data or "").partition("@")
        if not name or "." not in host or " " in (field.data or ""):
            raise ValidationError(gettext("This is no e-mail address."))


class NoteForm(Form):
    """A note: for the other reps, or for the public."""

    note = TextAreaField(
        filters=[tidy], validators=[DataRequired(NEEDED), Length(max=LONGEST)]
    )


class WithholdForm(Form):
    """Why a comment is left out: one of the two reasons that the law knows."""

    reason = StringField(validators=[AnyOf(REASONS, CHOOSE)])


class SettleForm(Form):
    """How a correction ended."""

    outcome = StringField(validators=[AnyOf(OUTCOMES, CHOOSE)])


class EnterForm(Form):
    """What was said on paper, by telephone or at a meeting."""

    source = StringField(validators=[AnyOf(SOURCES, CHOOSE)])
    kind = StringField(validators=[AnyOf(KINDS, CHOOSE)])
    about = StringField(filters=[tidy], validators=[Length(max=120)])
    language = StringField(filters=[tidy], default="en", validators=[Length(max=8)])
    included = TextAreaField(filters=[tidy], validators=[Length(max=LONGEST)])
    access = TextAreaField(filters=[tidy], validators=[Length(max=LONGEST)])
    involved = TextAreaField(filters=[tidy], validators=[Length(max=LONGEST)])
    may_publish = BooleanField()
    submission = StringField(filters=[tidy])

    @property
    def said(self) -> Said:
        """Return what was said, by prompt."""
        boxes = zip(PROMPTS, (self.included, self.access, self.involved), strict=True)
        return tuple((prompt, box.data) for prompt, box in boxes if box.data)

    def validate_included(self, _field: TextAreaField) -> None:
        """Ask for some words in one box or another."""
        if not self.said:
            raise ValidationError(gettext("Write what was said in one of the boxes."))


def read_wordings(form: Mapping[str, str], languages: tuple[str, ...]) -> list[Wording]:
    """Return the public words of a posted page, by prompt and language."""
    return [
        Wording(prompt, code, tidy(form[name])[:LONGEST])
        for prompt in PROMPTS
        for code in languages
        if (name := f"words-{prompt}-{code}") in form
    ]
