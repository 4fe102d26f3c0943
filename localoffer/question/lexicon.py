"""What the site knows of words: topics, facts stated, places, urgency."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from localoffer.content.vocabulary import Tongue, Vocabulary
from localoffer.places.gazetteer import Gazetteer
from localoffer.question.ages import AgeReader
from localoffer.question.languages import Language, pieces, recognise
from localoffer.question.profile import TopicProfile
from localoffer.question.spelling import NO_SPELLER, Speller
from localoffer.question.spoken import Spoken
from localoffer.question.topics import TopicIndex
from localoffer.question.urgency import Alarm
from localoffer.question.words import Phrase, Token, fold, phrase_of


@dataclass(frozen=True)
class Lexicon:
    """Frozen, and made with the edition."""

    topics: TopicIndex
    profile: TopicProfile
    ages: AgeReader
    near: frozenset[Phrase]
    readings: Mapping[Phrase, tuple[str, str]]
    negatives: frozenset[Phrase]
    refusals: frozenset[Phrase]
    after_refusal: Mapping[str, tuple[str, ...]]
    alarm: Alarm
    stopwords: frozenset[str]
    names: frozenset[str]
    gazetteer: Gazetteer
    said: frozenset[str]
    pairs: frozenset[str] = frozenset()
    tongues: tuple[Tongue, ...] = ()
    speller: Speller = NO_SPELLER

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """Return the other languages, made when a word first asks for one."""
        return tuple(Language(tongue) for tongue in self.tongues)

    def is_english(self, word: str) -> bool:
        """Say whether a word is English, or one that English families use here."""
        return self.speller.speaks(word) or word in self.said

    def language_of(
        self, words: Sequence[Token], interface: str = "en"
    ) -> Language | None:
        """Return the language that words are in; None for English or unknown.

        Words that tell none are in that of the page where they were asked.
        """
        found = recognise(words, lambda: self.languages, self.is_english, interface)
        return found or self._meant_in(interface, words)

    def _meant_in(self, code: str, words: Sequence[Token]) -> Language | None:
        """Return the language of a page when few of the words are English."""
        english = [self.is_english(token.word) for token in words]
        if 2 * sum(english) > len(english):
            return None
        return next((one for one in self.languages if one.code == code), None)

    def harm_language(self, text: str, spoken: Language | None) -> str | None:
        """Return the language of words of harm in a text that are not English.

        `spoken` is the language that the text is in, None for English. A part may be
        in another one: there, words that are English too never tell.
        """
        words = pieces(text)
        if spoken and spoken.holds_harm(words, {token.word for token in words}):
            return spoken.code
        foreign = {t.word for t in words if not self.is_english(t.word)}
        # Of Latin letters alone no other script's words are made.
        may_be = (o for o in self.languages if not (o.has_script and text.isascii()))
        found = (one for one in may_be if one.holds_harm(words, foreign))
        return next((one.code for one in found), None) if foreign else None

    @property
    def known(self) -> frozenset[str]:
        """Return every word that must never be taken for a slip."""
        said = {
            word
            for phrases in (
                self.readings,
                self.refusals,
                self.negatives,
            )
            for phrase in phrases
            for word in phrase
        }
        places = {word for name in self.gazetteer.names for word in name.split()}
        return frozenset(said | places | self.stopwords | self.said)

    @classmethod
    def of(
        cls,
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        spoken: Spoken | None = None,
    ) -> "Lexicon":
        """Return the lexicon of an area's words and places.

        `spoken` is what `Spoken.of` makes of the vocabulary, where it is made already.
        """
        spoken = spoken or Spoken.of(vocabulary)
        stopwords = frozenset(fold(word) for word in vocabulary.stopwords.words)
        file = vocabulary.readings
        return cls(
            topics=spoken.topics,
            profile=spoken.profile,
            ages=AgeReader(vocabulary.ages),
            near=_phrases(file.near),
            readings={
                phrase_of(text): (reading.kind, reading.value)
                for reading in file.readings
                for text in reading.phrases
            },
            negatives=_phrases(file.negatives),
            refusals=_phrases(file.refusals),
            after_refusal={row.topic: row.leads_to for row in file.after_refusal},
            alarm=spoken.alarm,
            stopwords=stopwords,
            names=frozenset(fold(word) for word in file.names),
            gazetteer=gazetteer,
            said=spoken.said,
            pairs=spoken.pairs,
            tongues=vocabulary.tongues,
        )


def _phrases(texts: Iterable[str]) -> frozenset[Phrase]:
    return frozenset(map(phrase_of, texts)) - {()}
