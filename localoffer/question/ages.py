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
_MONTHS = r"(?:months?|mths?|mos?|m/?o)"


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
    r"\b(?!:\d| ?(?:am|pm|o'?clock|%)\b| (?:weeks?|days?|months?|hours?|times?|minutes?"
    r"|miles?|years?|terms?|kids?|children|siblings?|others?|words?|of|to one)\b)"
)


def _not_after(words: str) -> str:
    return "".join(rf"(?<!\b{word} )" for word in words.split())


# "waited 7 months" and "9 months behind" tell of time, not of a child's age.
_NOT_A_WAIT = _not_after(
    "waited waiting wait for over after within got in last next past another every"
    " been about took taken of than by only off"
)
_NOT_LATE = (
    r"(?! (?:behind|late|ago|wait|waiting|later|now|on|to|since|after|before|notice"
    r"|list|delay|of|for|we|i|and still (?:no|nothing|waiting)))"
)
# "not until she is 5": an age that is still to come.
_NOT_YET = _not_after("till til until when once before")
_AT = r"(?:aged?|age of|turned|turning|turns)"
_CHILD = (
    r"(?:dd|ds|dc|lo|son|daughter|boy|girl|lad|child|kid|brother|sister|twins|grandson"
    r"|granddaughter|nephew|niece|baby|toddler)"
)
_IS = (
    r"(?:im|i'm|i am|hes|he's|shes|she's|theyre|they're|who's|whos|my lads|my sons"
    rf"|(?:he|she|who|they|{_CHILD}) (?:is|was|are))"
)
_SOFT = r"(?:only |just |now |about |still |already )*"
# A school year gives the age at its start: year 1 is 5, reception 4.
RULES = (
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
        rf"{_NOT_A_WAIT}\b{_NUMBER}[ -]?{_MONTHS}\b(?: old)?{_NOT_LATE}",
        divide=12,
    ),
    _rule("months old", "9 month old", rf"\b{_NUMBER}[ -]?{_MONTHS} old\b", divide=12),
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
        rf"(?<!hour )\b{_NUMBER} and (?:a )?half\b(?! (?:hours?|terms?|weeks?|miles?))"
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
    _rule("aged", "aged 7", rf"{_NOT_YET}\b{_AT} {_NUMBER}{_NO_UNIT}"),
    _rule("is", "he is 9", rf"{_NOT_YET}\b{_IS} {_SOFT}{_NUMBER}{_NO_UNIT}"),
    _rule("child n", "my son 6", rf"\b{_CHILD},? ?\(?{_SOFT}{_NUMBER}{_NO_UNIT}"),
    _rule(
        "child n years",
        "my son 6 years",
        rf"\b{_CHILD},? \(?{_NUMBER} {_YEARS}\b(?! (?:ago|behind|in|on|now|later|of))",
    ),
    _rule("child of n", "a girl of 6", rf"\b{_CHILD} of {_NUMBER}{_NO_UNIT}"),
    _rule(
        "first",
        "14 with epilepsy",
        rf"^(?:help, )?{_NUMBER} (?:with|and(?! (?:a )?half)|who|whos|has|is|was"
        r"|wont|cant|doesnt|isnt|still|non|not|wants|needs|hates|refuses|refusing"
        r"|dropped|just|in|out of|autistic|adhd)\b",
    ),
    _rule(
        "at age",
        "diagnosed at 2",
        rf"\b(?:tested|assessed|diagnosed|young|old enough|autism|adhd) at {_NUMBER}"
        rf"{_NO_UNIT}(?![.:])",
    ),
    _rule("my n", "my 4 year", rf"\b(?:my|our) {_NUMBER}[ -]?{_YEARS}\b"),
)
# A stage of life tells an age too; these are the youngest of it.
STAGES = (
    (
        re.compile(
            r"(?<!place in )(?<!ready for )(?<!into )(?<!the )(?<!at )\breception\b"
            r"(?! desk| staff| area| room)",
            re.IGNORECASE,
        ),
        4,
    ),
    (re.compile(r"\b(?:in|goes to|starting|started) (?:nursery|pre-?school)\b"), 3),
    (
        re.compile(
            r"\b(?:teenager|teenagers|teenage|(?<!his )(?<!her )(?<!their )teens?)\b",
            re.IGNORECASE,
        ),
        13,
    ),
)


def read_age(text: str) -> tuple[int, str] | None:
    """Return the age in years and the words that say it, or None."""
    for rule in RULES:
        match = rule.pattern.search(text)
        if match:
            years = (_number(match["n"]) + rule.offset) // rule.divide
            if 0 <= years <= OLDEST:
                return years, match[0]
    for stage, years in STAGES:
        match = stage.search(text)
        if match:
            return years, match[0]
    return None


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or (int(word) if word.isdigit() else 0)
