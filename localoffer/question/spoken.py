"""What families say of each topic, cut and weighed: the slow part of a lexicon."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from localoffer.content.vocabulary import Vocabulary
from localoffer.question.profile import TopicProfile
from localoffer.question.topics import TopicIndex
from localoffer.question.urgency import Alarm
from localoffer.question.words import fold, phrase_of


@dataclass(frozen=True, eq=False)
class Spoken:
    """Made of a vocabulary when an edition is built; opening one only reads it.

    `said` is every word, and `pairs` every two words that follow each other, in
    whatever families say. `alarm` knows words of harm.
    """

    alarm: Alarm
    topics: TopicIndex
    profile: TopicProfile
    said: frozenset[str]
    pairs: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Spoken":
        """Return what an area's families say."""
        empty = frozenset(fold(word) for word in vocabulary.stopwords.words)
        phrases = [phrase_of(text) for text in _texts(vocabulary)]
        return cls(
            alarm=Alarm.of(vocabulary.urgency),
            topics=TopicIndex.of(vocabulary.said, empty),
            profile=TopicProfile.of(vocabulary.said, empty),
            said=frozenset(word for phrase in phrases for word in phrase),
            pairs=frozenset(
                f"{before} {after}"
                for phrase in phrases
                for before, after in pairwise(phrase)
            ),
        )


def _texts(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what families say, slips and all."""
    for topic in vocabulary.said:
        yield topic.label
        yield from topic.phrases
