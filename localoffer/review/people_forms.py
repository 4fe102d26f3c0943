"""Forms at the door, on a person's own page, and on the page of all people."""

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    EmailField,
    Form,
    PasswordField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, Length, ValidationError

from localoffer.feedback.forms import tidy
from localoffer.review.addresses import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    is_email,
    tidy_email,
    tidy_name,
)
from localoffer.review.model import ROLES
from localoffer.review.passwords import LONGEST, weakness

WEAK = {
    "short": lazy_gettext("Choose a longer password: at least 12 characters."),
    "long": lazy_gettext("Choose a shorter password: at most 200 characters."),
    "common": lazy_gettext(
        "Many people choose this password, and it is easy to guess. "
        "Choose another, such as four words that do not belong together."
    ),
    "own": lazy_gettext("Choose a password without your own name in it."),
}
ROLE_WORDS = {
    "rep": lazy_gettext("Rep: reads comments, answers and publishes them"),
    "editor": lazy_gettext("Editor: settles corrections of pages"),
    "answerer": lazy_gettext("Answerer: writes answers for the council or the NHS"),
    "administrator": lazy_gettext("Administrator: invites people and gives roles"),
}
CONTROL = re.compile("[\x00-\x1f\x7f]")
NEEDED = DataRequired(lazy_gettext("Fill this in."))
TOO_LONG = lazy_gettext("This is too long.")


def _tidy_name(typed: str | None) -> str:
    return tidy_name(tidy(typed))


def _tidy_email(typed: str | None) -> str:
    # A control sign leaves a gap: dropped, it would leave another address.
    return tidy_email(CONTROL.sub(" ", (typed or "").strip()))


def _email() -> EmailField:
    long = Length(max=LONGEST_EMAIL, message=TOO_LONG)
    return EmailField(filters=[_tidy_email], validators=[NEEDED, long])


def _secret() -> PasswordField:
    long = Length(max=LONGEST, message=TOO_LONG)
    return PasswordField(validators=[NEEDED, long])


class SignInForm(Form):
    """The way in."""

    email = _email()
    password = _secret()
    code = StringField(filters=[tidy], validators=[Length(max=40, message=TOO_LONG)])


class NewPasswordForm(Form):
    """A new password; `own` is what it must not be made of."""

    new_password = PasswordField(validators=[NEEDED])
    own: tuple[str, ...] = ()

    def validate_new_password(self, field: PasswordField) -> None:
        """Refuse a password that others guess, and say how to choose a better one."""
        why = weakness(field.data or "", *self.own)
        if why is not None:
            raise ValidationError(WEAK[why])


class RecoveryForm(NewPasswordForm):
    """A lost password: a recovery code in place of the old one."""

    email = _email()
    recovery_code = StringField(
        filters=[tidy], validators=[NEEDED, Length(max=60, message=TOO_LONG)]
    )


class LinkForm(Form):
    """A lost password: an e-mail address to send a link to."""

    link_email = _email()


class ChangePasswordForm(NewPasswordForm):
    """The old password, and a new one."""

    old_password = _secret()


class ConfirmForm(Form):
    """The password, to show that it is still the same person."""

    password = _secret()


class CodesForm(ConfirmForm):
    """The first code of a phone, and the password."""

    code = StringField(
        filters=[tidy], validators=[NEEDED, Length(max=40, message=TOO_LONG)]
    )
    key_code = StringField()  # the key that was offered, signed


class RolesForm(Form):
    """What somebody may do."""

    # The stubs know choices as pairs alone, which this version gives up.
    roles = SelectMultipleField(choices=list(ROLES))  # type: ignore[arg-type]

    @property
    def chosen(self) -> frozenset[str]:
        """Return the roles that are ticked."""
        return frozenset(self.roles.data or ())


class InvitationForm(RolesForm):
    """Somebody to invite."""

    name = StringField(
        filters=[_tidy_name],
        validators=[NEEDED, Length(max=LONGEST_NAME, message=TOO_LONG)],
    )
    email = _email()

    def validate_email(self, field: EmailField) -> None:
        """Ask for an address that an e-mail can be sent to."""
        if field.data and not is_email(field.data):
            raise ValidationError(
                gettext("Write a whole e-mail address: name@place.example.")
            )

    def validate_roles(self, _field: Any) -> None:
        """Ask for a role: without one a person sees nothing."""
        if not self.chosen:
            raise ValidationError(gettext("Choose at least one role."))
