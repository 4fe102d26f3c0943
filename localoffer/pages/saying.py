"""Content's words in the language of a page, and marked as English where they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.content.markdown import ENGLISH, Html, as_english, text_of
from localoffer.edition.opening import Edition
from localoffer.edition.translated import Translated
from localoffer.search.catalogue import Card
from localoffer.web.locale import language

NOTHING = text_of("")


@dataclass(frozen=True)
class Saying:
    """What templates say content with. `translated` is None on an English page."""

    translated: Translated | None

    @classmethod
    def now(cls, edition: Edition) -> "Saying":
        """Return that of this request's language."""
        code = language()
        return cls(None if code == "en" else edition.translated(code))

    def say(self, text: str | None) -> Html:
        """Return words as HTML, in the page's language if they are known in it."""
        if not text or self.translated is None or not self.translated.knows(text):
            return text_of(text or "")
        return self.translated.shown(self.translated.say(text))

    def plain(self, text: str) -> str:
        """Return words without markup, for attributes and titles."""
        return text if self.translated is None else self.translated.say(text)

    def en(self, text: str | None = None) -> Html:
        """Return the attributes of what stays English; empty where it is said."""
        translated = self.translated
        if translated is None or (text and translated.knows(text)):
            return NOTHING
        return ENGLISH

    def is_told(self, card: Card) -> bool:
        """Say whether an entry's own text is in the page's language."""
        if self.translated is None:
            return True
        return f"{card.kind}s/{card.slug}" in self.translated.texts

    def tell(self, text: str | None) -> Html:
        """Return words as HTML that carries its own language."""
        said = self.say(text)
        return as_english(said) if said and self.en(text) else said

    def tell_all(self, texts: Iterable[str], between: str = ", ") -> Html:
        """Return several words as HTML, each in its own language."""
        return text_of(between).join(self.tell(text) for text in texts)


def saying_context(edition: Edition) -> dict[str, object]:
    """Return what templates say content with."""
    saying = Saying.now(edition)
    return {
        "is_told": saying.is_told,
        "say": saying.say,
        "plain": saying.plain,
        "en": saying.en,
        "tell": saying.tell,
        "tell_all": saying.tell_all,
    }
