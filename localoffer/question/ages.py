"""Reads a child's age from words, in whole years (0 for under one).

The rules stand here, each with an example; their words in `vocabulary/ages.yaml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from localoffer.content.vocabulary import Ages, Stage

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20,
}  # fmt: skip
OLDEST = 25
_NUMBER = r"(?P<n>\d{1,2}|" + "|".join(NUMBERS) + ")"
_YEARS = r"(?:y(?:ea)?rs?|y/?o|yrs?)"
_MONTHS = r"(?:months?|mths?|mos?|m/?o)"


@dataclass(frozen=True)
class Rule:
    """A named way of saying an age, with an example."""

    name: str
    example: str
    pattern: re.Pattern[str]
    offset: int = 0
    divide: int = 1


# What may not follow a bare number: "is 9 months behind" states no age.
_NO_UNIT = (
    r"\b(?!:\d| ?(?:am|pm|o'?clock|%)\b| (?:weeks?|days?|months?|hours?|times?|minutes?"
    r"|miles?|years?|terms?|kids?|children|siblings?|others?|words?|of|to one)\b)"
)
_AT = r"(?:aged?|age of|turned|turning|turns)"
_SOFT = r"(?:only |just |now |about |still |already )*"


@dataclass(frozen=True, eq=False)
class AgeReader:
    """The rules with an area's words in them, made when a question first needs them."""

    words: Ages

    def read(self, text: str) -> tuple[int, str] | None:
        """Return the age in years and the words that say it, or None."""
        for rule in self.rules:
            match = rule.pattern.search(text)
            if match:
                years = (_number(match["n"]) + rule.offset) // rule.divide
                if 0 <= years <= OLDEST:
                    return years, match[0]
        for pattern, years in self.stages:
            match = pattern.search(text)
            if match:
                return years, match[0]
        return None

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules in the order in which they are tried."""
        return _rules(self.words)

    @cached_property
    def stages(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        """Return the stages of life, each as a pattern and its youngest age."""
        return tuple((_stage(stage), stage.age) for stage in self.words.stages)


def _rules(words: Ages) -> tuple[Rule, ...]:
    child = _any_of(words.children)
    not_a_wait = _not_after(words.before_a_wait)
    not_late = rf"(?! {_any_of(words.after_a_wait)}\b)"
    not_yet = _not_after(words.still_to_come)
    is_ = (
        r"(?:im|i'm|i am|hes|he's|shes|she's|theyre|they're|who's|whos|my lads|my sons"
        rf"|(?:he|she|who|they|{child}) (?:is|was|are))"
    )
    # A school year gives the age at its start: year 1 is 5, reception 4.
    return (
        _rule(
            "nearly",
            "nearly 3",
            rf"\b(?:nearly|almost|not quite|not yet|coming up to) {_NUMBER}{_NO_UNIT}"
            rf"(?:[ -]?{_YEARS})?(?:[ -]?olds?\b)?",
            offset=-1,
        ),
        _rule(
            "months",
            "18 months",
            rf"{not_a_wait}\b{_NUMBER}[ -]?{_MONTHS}\b(?: old)?{not_late}",
            divide=12,
        ),
        _rule(
            "months old", "9 month old", rf"\b{_NUMBER}[ -]?{_MONTHS} old\b", divide=12
        ),
        _rule("weeks", "6 weeks old", rf"\b{_NUMBER}[ -]?weeks? old\b", divide=52),
        _rule(
            "baby of weeks",
            "baby 5 weeks",
            rf"\bbaby (?:is )?{_NUMBER} weeks?\b",
            divide=52,
        ),
        _rule(
            "half",
            "two and a half",
            rf"(?<!hour )\b{_NUMBER} and (?:a )?half\b"
            r"(?! (?:hours?|terms?|weeks?|miles?))"
            rf"(?:[ -]?{_YEARS})?(?:[ -]?old)?",
        ),
        _rule(
            "half in signs",
            "2.5 year old",
            rf"\b(?P<n>\d)(?:\.5|½)[ -]?{_YEARS}(?:[ -]?olds?)?\b",
        ),
        _rule("years old", "3 yr old", rf"\b{_NUMBER}[ -]?{_YEARS}(?:[ -]?olds?)\b"),
        _rule("yo", "3yo", rf"\b{_NUMBER} ?y/?o\b"),
        _rule(
            "school year",
            "year 6",
            r"\b(?:school )?(?:year|yr|y) ?(?P<n>1[0-3]|[1-9])s?\b(?![ -]?old|[.:]\d)",
            offset=4,
        ),
        _rule("aged", "aged 7", rf"{not_yet}\b{_AT} {_NUMBER}{_NO_UNIT}"),
        _rule("is", "he is 9", rf"{not_yet}\b{is_} {_SOFT}{_NUMBER}{_NO_UNIT}"),
        _rule("child n", "my son 6", rf"\b{child},? ?\(?{_SOFT}{_NUMBER}{_NO_UNIT}"),
        _rule(
            "child n years",
            "my son 6 years",
            rf"\b{child},? \(?{_NUMBER} {_YEARS}\b"
            r"(?! (?:ago|behind|in|on|now|later|of))",
        ),
        _rule("child of n", "a girl of 6", rf"\b{child} of {_NUMBER}{_NO_UNIT}"),
        _rule(
            "first",
            "14 with epilepsy",
            rf"^{_NUMBER} {_any_of(words.goes_on)}\b(?! (?:a )?half)",
        ),
        _rule(
            "at age",
            "diagnosed at 2",
            rf"\b{_any_of(words.done_at)} at {_NUMBER}"
            rf"{_NO_UNIT}(?![.:])",
        ),
        _rule("my n", "my 4 year", rf"\b(?:my|our) {_NUMBER}[ -]?{_YEARS}\b"),
    )


def _rule(
    name: str, example: str, pattern: str, offset: int = 0, divide: int = 1
) -> Rule:
    return Rule(name, example, re.compile(pattern, re.IGNORECASE), offset, divide)


def _stage(stage: Stage) -> re.Pattern[str]:
    before = _not_after(stage.not_after)
    after = rf"(?! {_any_of(stage.not_before)}\b)" if stage.not_before else ""
    pattern = rf"{before}\b{_any_of(stage.say)}\b{after}"
    return re.compile(pattern, re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in words)})"


def _not_after(words: Iterable[str]) -> str:
    return "".join(rf"(?<!\b{re.escape(word)} )" for word in words)


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or (int(word) if word.isdigit() else 0)
