"""The worker's mailbag: what sends e-mails, made from the settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from babel.support import NullTranslations, Translations

from localoffer.database.connection import Database
from localoffer.edition.manifest import current
from localoffer.edition.standing import read_standing
from localoffer.errors import EditionError
from localoffer.feedback.actions import ContactLock
from localoffer.outbox.letters import language_of
from localoffer.outbox.post import Post
from localoffer.outbox.sending import Sender, Words
from localoffer.paths import find_assets
from localoffer.review.alerts import counts
from localoffer.settings import Settings


@dataclass(frozen=True)
class Mailbag:
    """Makes the sender of e-mails, and knows whom the area names."""

    settings: Settings
    database: Database
    now: Callable[[], datetime]

    def sender(self) -> Sender:
        """Return what sends e-mails as the settings say."""
        settings = self.settings
        post = Post(settings.smtp, settings.mail_from) if settings.smtp else None
        words = Words(self._say, lambda: str(counts(self.database, self.now())))
        unlock = ContactLock(settings.contact_keys).unlock
        return Sender(
            self.database, post, settings.url, unlock, self.duty_team, words, self.now
        )

    def duty_team(self) -> str | None:
        """Return the address that the area names for what is urgent, if it does."""
        editions = self.settings.data / "editions"
        try:
            return read_standing(editions / current(editions)).area.urgent_alert
        except EditionError:
            return None

    def _say(self, path: str, text: str) -> str:
        return str(_catalogue(language_of(path, self.settings.languages)).gettext(text))


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(find_assets().translations, [language])
