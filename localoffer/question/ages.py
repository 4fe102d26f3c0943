"""Reads a child's age from words, in whole years (0 for under one)."""

import re
from dataclasses import dataclass

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20,
}  # fmt: skip
OLDEST = 25
_NUMBER = r"(?P<n>\d{1,2}|" + "|".join(NUMBERS) + ")"
_YEARS = r"(?:y(?:ea)?rs?|y/?o|yrs?)"


@dataclass(frozen=True)
class Rule:
    """A named way of saying an age, with an example."""

    name: str
    example: str
    pattern: re.Pattern[str]
    offset: int = 0
    divide: int = 1


def _rule(
    name: str, example: str, pattern: str, offset: int = 0, divide: int = 1
) -> Rule:
    return Rule(name, example, re.compile(pattern, re.IGNORECASE), offset, divide)


# What may not follow a bare number: "is 9 months behind" states no age.
_NO_UNIT = (
    r"\b(?! (?:weeks?|days?|months?|hours?|times?|minutes?|miles?|years? behind))"
)
# "waited 7 months" and "9 months behind" tell of time, not of a child's age.
_NOT_A_WAIT = r"(?<!waited )(?<!waiting )(?<!for )(?<!over )(?<!after )(?<!within )"
_NOT_LATE = r"(?! (?:behind|late|ago|wait|waiting|later|now|on))"
_AT = r"(?:aged?|age of|turned|turning|nearly|almost|just)"
_CHILD = r"(?:dd|ds|lo|son|daughter|boy|girl|lad|child|brother|sister)"
_IS = r"(?:im|i'm|i am|hes|he's|shes|she's|(?:he|she|who|son|daughter) is|who's|whos)"
# A school year gives the age at its start: year 1 is 5, reception 4.
RULES = (
    _rule(
        "months",
        "18 months",
        rf"{_NOT_A_WAIT}\b{_NUMBER}[ -]?(?:months?|mths?)\b(?: old)?{_NOT_LATE}",
        divide=12,
    ),
    _rule("weeks", "6 weeks old", rf"\b{_NUMBER}[ -]?weeks? old\b", divide=52),
    _rule(
        "half",
        "two and a half",
        rf"\b{_NUMBER} and (?:a )?half\b(?:[ -]?{_YEARS})?(?:[ -]?old)?",
    ),
    _rule("years old", "3 yr old", rf"\b{_NUMBER}[ -]?{_YEARS}(?:[ -]?olds?)\b"),
    _rule("yo", "3yo", rf"\b{_NUMBER} ?y/?o\b"),
    _rule(
        "school year",
        "year 6",
        r"\b(?:school )?(?:year|yr|y) ?(?P<n>1[0-3]|[1-9])\b(?![ -]?old)",
        offset=4,
    ),
    _rule("aged", "aged 7", rf"\b{_AT} {_NUMBER}{_NO_UNIT}"),
    _rule(
        "is", "he is 9", rf"\b{_IS} (?:only |just |nearly |now )?{_NUMBER}{_NO_UNIT}"
    ),
    _rule("child n", "my son 6", rf"\b{_CHILD},? \(?{_NUMBER}{_NO_UNIT}"),
    _rule(
        "at age",
        "diagnosed at 2",
        rf"\b(?:tested|assessed|diagnosed|young|old enough|autism|adhd) at {_NUMBER}"
        rf"{_NO_UNIT}(?![.:]| ?(?:am|pm|o'?clock))",
    ),
    _rule("my n", "my 4 year", rf"\b(?:my|our) {_NUMBER}[ -]?{_YEARS}\b"),
)
STAGES = (("reception", 4),)


def read_age(text: str) -> tuple[int, str] | None:
    """Return the age in years and the words that say it, or None."""
    for rule in RULES:
        match = rule.pattern.search(text)
        if match:
            years = (_number(match["n"]) + rule.offset) // rule.divide
            if 0 <= years <= OLDEST:
                return years, match[0]
    for stage, years in STAGES:
        match = re.search(rf"\b{stage}\b", text, re.IGNORECASE)
        if match:
            return years, match[0]
    return None


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or (int(word) if word.isdigit() else 0)
