"""What was typed, made into what was sent, or into errors that keep the text."""

import re
from unicodedata import category

from flask_babel import gettext, lazy_gettext
from wtforms import Form, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from localoffer.feedback.model import FEELINGS, KINDS, LONGEST, PROMPTS, Said

TOO_LONG = lazy_gettext(
    "Your text is too long. Please keep it under %(max)d characters."
)


YOUNG = "young"  # the voice of the short form, as its address and its field say it


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
    """The comment form, a young person's too: some words, or a face, are enough."""

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
    kind = StringField(filters=[tidy])
    feeling = StringField(filters=[tidy])
    publish = StringField(filters=[tidy])
    voice = StringField(filters=[tidy])
    noticed = StringField(filters=[tidy])  # the notices that were shown for it
    submission = StringField(filters=[tidy])
    website = StringField()  # hidden: only robots fill it in

    @property
    def said(self) -> Said:
        """Return what stands in the boxes, by the prompt that each of them asks."""
        boxes = zip(PROMPTS, (self.words, self.easier, self.involved), strict=True)
        return tuple((prompt, box.data) for prompt, box in boxes if box.data)

    @property
    def is_young(self) -> bool:
        """Say whether it is a young person's form."""
        return self.voice.data == YOUNG

    @property
    def chosen_kind(self) -> str:
        """Return what the comment is; a plain comment where that is not told."""
        return self.kind.data if self.kind.data in KINDS else KINDS[0]

    @property
    def chosen_feeling(self) -> str | None:
        """Return the face that a young person chose, None when there is none."""
        is_face = self.is_young and self.feeling.data in FEELINGS
        return self.feeling.data if is_face else None

    @property
    def may_publish(self) -> bool | None:
        """Return what was said to "May we publish your words?", None when nothing."""
        return {"yes": True, "no": False}.get(self.publish.data or "")

    def validate_words(self, field: TextAreaField) -> None:
        """Ask for some words, in one box or another, or for a face."""
        if field.data or self.said or self.chosen_feeling:
            return
        if self.is_young:
            raise ValidationError(gettext("Please choose a face, or write something."))
        raise ValidationError(gettext("Please write something in one of the boxes."))
