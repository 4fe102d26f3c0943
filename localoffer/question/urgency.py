"""Recognises words of harm, danger and not coping, by rules that editors write.

`content/vocabulary/urgency.yaml` says how a rule is written. Here the rules become
one tree of words, walked once over a text.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise, permutations
from typing import Any

from localoffer.content.vocabulary import HarmRule, Urgency
from localoffer.question.rules import Read, Rule, Span, stands
from localoffer.question.slips import Slips
from localoffer.question.words import tokens
from localoffer.question.wordtree import (
    END,
    START,
    Node,
    WordTree,
    folded,
    keys_of,
    standing,
)

SENTENCE_END = re.compile(r"[!?;\n]|(?<!\.)\.(?!\.)")
APART = 10  # words that the end of a sentence counts for


@dataclass(frozen=True, eq=False)
class Alarm:
    """The rules of a file, made ready when an edition is built."""

    root: Node
    harmless: int
    rules: tuple[Rule, ...]
    slips: Slips

    @classmethod
    def of(cls, file: Urgency) -> "Alarm":
        """Return the rules of a file."""
        tree = WordTree(file.words)
        harmless = tree.number(*file.harmless)
        plain = Rule((tree.number(*file.phrases),), 0, *[tree.number()] * 3)
        rules = (plain, *(r for rule in file.rules for r in _made(rule, tree)))
        return cls(tree.root, harmless, rules, Slips.of(file))

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> "Alarm":
        """Return the rules that `row` gave."""
        spelt = {slip: tuple(meant) for slip, meant in row["spelt"].items()}
        return cls(
            root=row["root"],
            harmless=row["harmless"],
            rules=tuple(Rule(tuple(groups), *rest) for groups, *rest in row["rules"]),
            slips=Slips(frozenset(row["words"]), spelt),
        )

    @property
    def row(self) -> dict[str, Any]:
        """Return the rules as plain data, to be kept."""
        return {
            "root": self.root,
            "harmless": self.harmless,
            "rules": [list(astuple(rule)) for rule in self.rules],
            "words": sorted(self.slips.words),
            "spelt": self.slips.spelt,
        }

    @property
    def words(self) -> frozenset[str]:
        """Return every word that the rules know."""
        return self.slips.words

    def holds(self, text: str, is_english: Callable[[str], bool]) -> bool:
        """Say whether a text holds words of harm."""
        read = self._read(text, is_english)
        spans = self._spans(read.words)
        masked = {at for a, b in spans.get(self.harmless, ()) for at in range(a, b)}
        there = spans.keys()
        return any(
            rule.needs <= there and stands(rule, spans, masked, read)
            for rule in self.rules
        )

    def _read(self, text: str, is_english: Callable[[str], bool]) -> Read:
        read, place = Read(), 0
        for sentence in _sentences(text):
            for word in (START, *self.slips.meant(sentence, is_english), END):
                read.words.append(word)
                read.at.append(place)
                place += 1
            place += APART
        return read

    def _spans(self, words: Sequence[str]) -> dict[int, list[Span]]:
        """Return where each group stands, in order."""
        steps = [[(key, 1) for key in keys_of(word)] for word in words]
        for at, (one, other) in enumerate(pairwise(words)):
            if both := self.slips.joined(one, other):
                steps[at] += [(key, 2) for key in keys_of(both)]
        found: dict[int, list[Span]] = {}
        for first in range(len(words)):
            for number, last in standing(self.root, steps, first):
                found.setdefault(number, []).append((first, last))
        return found


def _sentences(text: str) -> Iterator[list[str]]:
    words: list[str] = []
    before = 0
    for token in tokens(text):
        if words and SENTENCE_END.search(text, before, token.start):
            yield words
            words = []
        words.append(folded(text[token.start : token.end]))
        before = token.end
    if words:
        yield words


def _made(rule: HarmRule, tree: WordTree) -> Iterator[Rule]:
    """Yield a rule, once for each order that its groups may stand in."""
    groups = [tree.number(group) for group in rule.say]
    guards = [
        tree.number(words or "")
        for words in (rule.never_after, rule.never_before, rule.unless)
    ]
    orders = permutations(groups) if rule.any_order else [tuple(groups)]
    for order in orders:
        yield Rule(tuple(order), rule.within, *guards)
