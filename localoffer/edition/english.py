"""Ordinary English words, so that none of them is taken for a slip."""

import gzip
import json
from pathlib import Path

import spellchecker

DICTIONARY = Path(spellchecker.__file__).with_name("resources") / "en.json.gz"


def english_words() -> frozenset[str]:
    """Return the words of pyspellchecker's English dictionary (MIT), as they stand."""
    with gzip.open(DICTIONARY) as file:
        return frozenset(json.load(file))
