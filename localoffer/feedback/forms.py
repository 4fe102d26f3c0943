"""What was typed, made into what was sent, or into errors that keep the text."""

import re
from unicodedata import category

from flask_babel import gettext, lazy_gettext
from wtforms import Form, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from localoffer.feedback.model import LONGEST, PROMPTS, Said

TOO_LONG = lazy_gettext(
    "Your text is too long. Please keep it under %(max)d characters."
)


# Signs that turn the direction of what follows: they hide words from a reader.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")


def tidy(text: str | None) -> str:
    """Return text without control characters; lines and other scripts' signs stay."""
    lines = TURNS.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_sign(sign) for sign in lines).strip()


def _sign(sign: str) -> str:
    if sign == "\n":
        return sign
    kind = category(sign)
    if sign == "\t" or kind in {"Zs", "Zl", "Zp"}:
        return " "
    return "" if kind in {"Cc", "Cs"} else sign


class CommentForm(Form):
    """The comment form. No field is needed but some words in either box."""

    words = TextAreaField(
        filters=[tidy], validators=[Length(max=LONGEST, message=TOO_LONG)]
    )
    easier = TextAreaField(
        filters=[tidy], validators=[Length(max=LONGEST, message=TOO_LONG)]
    )
    involved = TextAreaField(
        filters=[tidy], validators=[Length(max=LONGEST, message=TOO_LONG)]
    )
    contact = StringField(
        filters=[tidy], validators=[Length(max=200, message=TOO_LONG)]
    )
    about = StringField(filters=[tidy])  # what is no entry's name is not kept
    submission = StringField()
    website = StringField()  # hidden: only robots fill it in

    @property
    def said(self) -> Said:
        """Return what stands in the boxes, by the prompt that each of them asks."""
        boxes = zip(PROMPTS, (self.words, self.easier, self.involved), strict=True)
        return tuple((prompt, box.data) for prompt, box in boxes if box.data)

    def validate_words(self, field: TextAreaField) -> None:
        """Ask for some words, in one box or another."""
        if not field.data and not self.said:
            raise ValidationError(
                gettext("Please write something in one of the boxes.")
            )
