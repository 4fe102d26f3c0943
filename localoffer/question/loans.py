"""English names inside a question in another language, such as "speech therapy"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from localoffer.question.languages import Language, plain
from localoffer.question.topics import TopicIndex, TopicMatch
from localoffer.question.words import Token


def match_with_loans(
    language: Language,
    words: Sequence[Token],
    english: TopicIndex,
    is_english: Callable[[str], bool],
) -> list[TopicMatch]:
    """Return what a question says in its language and by English names in it.

    Of English only a whole phrase counts: some words are English by chance, such as
    the French for bread.
    """
    loans = [
        token
        if plain(token.word) not in language.words and is_english(token.word)
        else replace(token, word="")
        for token in words
    ]
    named = (match for match in english.match(loans) if match.first is not None)
    best: dict[str, TopicMatch] = {}
    for match in (*language.match(words), *named):
        kept = best.get(match.slug)
        best[match.slug] = kept if kept and kept.score >= match.score else match
    found = sorted(best.values(), key=lambda match: (-match.score, match.slug))
    return [replace(match, share=match.score / found[0].score) for match in found]
