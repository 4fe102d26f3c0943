"""Groups of words and phrases as one tree, so that a text is looked through once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from localoffer.question.topics import stem
from localoffer.question.words import fold

START, END, NUMBER = "(start)", "(end)", "(number)"
SHES = "shes"  # she is; folding would make it "she"
LEAF = ""  # the key of a node that holds which groups end there

Group = tuple[str, ...]  # words and phrases, any one of which may stand
Node = dict[str, Any]
Step = tuple[str, int]  # a key under which a word may stand, and how many words it is


class WordTree:
    """Groups by number. `=name` in a phrase stands for any phrase of a named list."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        """Take the named lists, their phrases with commas between."""
        self.lists = lists
        self.root: Node = {}
        self.numbers: dict[Group, int] = {}
        self._written: dict[str, frozenset[Group]] = {}

    def number(self, *texts: str) -> int:
        """Return the number of a group, its phrases put into the tree once."""
        group = tuple(item for text in texts for item in items(text))
        if group not in self.numbers:
            number = self.numbers[group] = len(self.numbers)
            for phrase in {p for item in group for p in self._phrases(item)}:
                node = self.root
                for key in phrase:
                    node = node.setdefault(key, {})
                node.setdefault(LEAF, []).append(number)
        return self.numbers[group]

    def _phrases(self, item: str) -> Iterator[Group]:
        """Yield the keys of a phrase, the lists that it names written out."""
        parts = [
            self._list(word[1:]) if word.startswith("=") else ((_key(word),),)
            for word in item.split()
        ]
        for chosen in product(*parts):
            yield tuple(key for phrase in chosen for key in phrase)

    def _list(self, name: str) -> frozenset[Group]:
        if name not in self._written:
            named = items(self.lists[name])
            self._written[name] = frozenset(p for i in named for p in self._phrases(i))
        return self._written[name]


def standing(
    root: Node, steps: Sequence[Sequence[Step]], first: int
) -> Iterator[tuple[int, int]]:
    """Yield each group of a tree that stands at `first`, with where it ends."""
    ways = [(root, first)]
    while ways:
        node, last = ways.pop()
        for number in node.get(LEAF, ()):
            yield number, last
        if last < len(steps):
            ways += [(node[key], last + far) for key, far in steps[last] if key in node]


def items(text: str) -> Group:
    """Return the phrases of a text that has commas between them."""
    return tuple(item.strip() for item in text.split(",") if item.strip())


def keys_of(word: str) -> Group:
    """Return the keys under which a word of a text may stand in the tree."""
    if word in {START, END}:
        return (word,)
    return (word, NUMBER) if word.isdecimal() else (word, "*" + stem(word))


def _key(word: str) -> str:
    """Return what a word of a phrase is found by: `hurt*` is found by its stem."""
    if word.endswith("*"):
        return "*" + stem(fold(word[:-1]))
    return word if word in {START, END, NUMBER} else folded(word)


def folded(word: str) -> str:
    """Return a word for comparing; "shes" is not "she"."""
    plain = word.casefold().replace("'", "").replace("’", "")
    return plain if plain == SHES else fold(word)
