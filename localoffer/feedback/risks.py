"""What in a text may tell who somebody is: names, numbers, addresses, dates. Pure.

It guesses, to remind and to mark: it never blocks, and it does not find everything.
A name is told by the words before it and by its capital letter, so that it is found in
English only; numbers, addresses and dates in figures are found in every language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from localoffer.feedback.plain_words import PLAIN
from localoffer.places.postcode import find_postcodes

KINDS = ("name", "phone", "email", "birth", "nhs", "postcode")


@dataclass(frozen=True, order=True)
class Risk:
    """A part of a text that may tell who somebody is: `text[start:end]`."""

    kind: str
    start: int
    end: int


def risks(text: str) -> tuple[Risk, ...]:
    """Return what may tell who somebody is, in order; no two parts overlap."""
    plain = _plain(text)
    kept: list[Risk] = []
    # Surest first: a date is no phone number, and nothing in an address is a name.
    for find in (_emails, _births, _nhs, _phones, _postcodes, _names):
        found = find(plain)
        kept += [risk for risk in found if not any(_meet(risk, k) for k in kept)]
    return tuple(sorted(kept, key=lambda risk: risk.start))


def _meet(one: Risk, other: Risk) -> bool:
    return one.start < other.end and other.start < one.end


def _plain(text: str) -> str:
    """Return a text of the same length: usual figures, spaces, hyphens, apostrophes."""
    return "".join(_sign(sign) for sign in text)


def _sign(sign: str) -> str:
    if sign.isdecimal():
        return str(int(sign))
    return _USUAL.get(sign, sign)


_USUAL = {
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
}


EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]+@(?:[\w-]+\.)+[\w-]*\w")


def _emails(text: str) -> Iterator[Risk]:
    for found in EMAIL.finditer(text):
        yield Risk("email", *found.span())


# "Years 9/10/11" are classes.
CLASSES = re.compile(r"\b(?:years?|yrs?|ages?|aged|class(?:es)?|ks)\s*$", re.IGNORECASE)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
YEAR = r"(?:19|20)\d\d(?!\d)"
GAP = r"[ ,/.-]{0,3}"
FIGURES = re.compile(
    r"(?<![\d./-])(?:(?P<day>\d{1,2}) ?(?P<sign>[/.-]) ?(?P<month>\d{1,2}) ?(?P=sign) ?"
    r"(?P<year>\d{4}|\d{2})|(?P<first>\d{4})(?P<bar>[/.-])(?P<second>\d{1,2})(?P=bar)"
    r"(?P<third>\d{1,2}))(?![./-]?\d)"
)
WORDS = re.compile(
    rf"{DAY}{GAP}(?:of )?(?:\b|(?<=\d)){MONTH}{GAP}(?:{YEAR}|'\d\d(?!\d))"
    rf"|\b{MONTH}{GAP}{DAY}{GAP}{YEAR}",
    re.IGNORECASE,
)
# A day without a year, or a month with one, tells a birth only where it says so.
BORN = re.compile(
    r"\b(?:born|birthday|birth|d\.?o\.?b)\b\.?"
    r"(?: (?:was|is|in|on|it|the|of)\b|[ :,]){0,4}"
    rf"(?P<when>{DAY}{GAP}(?:of )?{MONTH}(?: \d\d\b)?|\b{MONTH}{GAP}{DAY}"
    rf"|\b{MONTH}{GAP}{YEAR})",
    re.IGNORECASE,
)


def _births(text: str) -> Iterator[Risk]:
    for found in FIGURES.finditer(text):
        if _is_date(found) and not CLASSES.search(text, 0, found.start()):
            yield Risk("birth", *found.span())
    spans = [found.span() for found in WORDS.finditer(text)]
    yield from (Risk("birth", *span) for span in spans)
    for found in BORN.finditer(text):
        start, end = found.span("when")
        if not any(start < e and s < end for s, e in spans):
            yield Risk("birth", start, end)


def _is_date(found: re.Match[str]) -> bool:
    """Say whether figures are a day, written as here, in America or by machines."""
    if found["first"]:
        orders = [(found["first"], found["second"], found["third"])]
    else:
        year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
        days = found["day"], found["month"]
        orders = [(year, *days[::-1]), (year, *days)]
    return any(_exists(*map(int, order)) for order in orders)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year <= 2099


NHS = re.compile(r"(?<!\d)\d{3}[ -]{0,2}\d{3}[ -]{0,2}\d{4}(?!\d)")


def _nhs(text: str) -> Iterator[Risk]:
    for found in NHS.finditer(text):
        if is_nhs_number(found[0]):
            yield Risk("nhs", *found.span())


def is_nhs_number(text: str) -> bool:
    """Say whether ten digits end in the check digit of an NHS number (modulus 11)."""
    digits = [int(sign) for sign in text if sign.isdecimal()]
    if len(digits) != 10 or not any(digits):
        return False
    weighed = sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False))
    return (11 - weighed % 11) % 11 == digits[9]


# A first group of two digits or more: "09 10 11 12" are hours or ages.
PHONE = re.compile(
    r"(?<![\d+])(?:\+ ?44|0044)[ -]?(?:\(0\)|\(?0)?[ -]?\(?"
    r"(?P<abroad>\d{2,10}(?:[ )-]{1,3}\d{2,8})*)"
    r"|(?<![\d+])(?:\((?=0\d{2,5}\)))?0(?P<home>\d{2,10}(?:[ )-]{1,3}\d{2,8})*)"
)
NATIONAL = (10, 9)  # digits after the first 0


def _phones(text: str) -> Iterator[Risk]:
    for found in PHONE.finditer(text):
        group = "home" if found["home"] else "abroad"
        digits = found[group]
        length = _whole(digits)
        if length and digits[0] in "1235789":
            yield Risk("phone", found.start(), found.start(group) + length)


def _whole(digits: str) -> int:
    """Return how much of some groups of digits is a whole number; 0 when none is."""
    ends: dict[int, int] = {}
    total = 0
    for group in re.finditer(r"\d+", digits):
        total += len(group[0])
        ends[total] = group.end()
    return next((ends[n] for n in NATIONAL if n in ends), 0)


def _postcodes(text: str) -> Iterator[Risk]:
    for found in find_postcodes(text):
        typed = text[found.start : found.end]
        as_is = re.sub(r"[\s-]", "", typed).upper()
        # Letters read as digits, and spaces within small words, make addresses of
        # what is none: "it took me 2 its".
        is_whole = found.postcode.is_full and as_is == str(found.postcode).replace(
            " ", ""
        )
        has_gap = re.match(r"[a-z]{1,2}\s", typed)
        if is_whole and not has_gap:
            yield Risk("postcode", found.start, found.end)


TITLE = r"(?:Mrs|Mr|Miss|Ms|Mx|Dr|Prof|Professor|Doctor|MRS|MR|MISS|DR|mrs|mr|dr)"
CHILD = (
    r"(?:sons?|daughters?|child(?:ren)?|boys?|girls?|kids?|bab(?:y|ies)|toddlers?|twins?"
    r"|lads?|teen(?:ager)?s?|(?:grand|step|god)(?:son|daughter|child)|ds\d?|dd\d?)"
)
ADULT = (
    r"(?:brothers?|sisters?|mum|mother|dad|father|nan|grand(?:ma|mother|dad|father)"
    r"|aunt(?:ie)?|uncle|cousin|nephew|niece|husband|wife|partner|friend|neighbour"
    r"|teacher|tutor|head(?:teacher)?|send?co|ta|lsa|key ?worker|worker|helper|carer"
    r"|nurse|doctor|gp|consultant|paediatrician|therapist|psychologist|psychiatrist"
    r"|dentist|counsellor|childminder|visitor|assistant|co-?ordinator|advis[eo]r"
    r"|officer|manager|receptionist|lady|man|woman|guy|person|driver|escort)"
)
ANYBODY = rf"(?:{CHILD}|{ADULT})"
# A few words may stand between: "my autistic 6 year old son", "my son's teacher".
BETWEEN = r"(?: [\w'+-]{1,20}){0,5}? "
BE = r"(?:'s| is| was| are)"
# After each of these a word with a capital is a name. "The" and "a" begin the names of
# services too, so there the one who is meant is written small: "the teacher Ann".
LEADS = (
    re.compile(
        rf"(?<!\w)(?:my|our|his|her|their|your){BETWEEN}{ANYBODY}(?:,? \(?| - )"
        r"(?=[^\W\d_])",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\w)(?:[Tt]he|[Aa]n?){BETWEEN}{ADULT}, ?(?=[^\W\d_])"),
    re.compile(rf"(?<!\w)[Tt]he{BETWEEN}{ADULT} (?=[^\W\d_])"),
    re.compile(
        rf"(?<!\w)(?:{CHILD},?|(?:an?|one|another|this|the){BETWEEN}{ADULT},?"
        rf"|{ADULT}(?:,? who)?{BE}|{CHILD}(?:,? who)?{BE}|(?:he|she|who){BE})"
        r" (?:called|named) (?=[^\W\d_])",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\w){ADULT},? named (?=[^\W\d_])", re.IGNORECASE),
    re.compile(
        r"(?<!\w)(?:regards|sincerely|faithfully|best wishes)[,.]?\s{1,3}(?=[^\W\d_])",
        re.IGNORECASE,
    ),
)
NAME_IS = re.compile(
    rf"(?<!\w)(?:my|his|her|their|{ANYBODY}'s?)(?: first| full| real)? names?{BE} "
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
TITLED = re.compile(rf"(?<!\w){TITLE}\b\.? ?(?:[A-Z]\.? ){{0,3}}(?=[^\W\d_])")
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
AND = re.compile(r" (?:and|&) |, (?:and )?")
MOST_WORDS = 3  # of one name
# "My son Will" is a name where what follows tells something of him.
HALF_NAMES = frozenset({"will", "may", "april", "june", "august", "summer", "autumn"})
TOLD = re.compile(
    r"'s\b|[.,;:!?)\n]|\s*$| (?:is|was|has|had|goes|needs|loves|who|and|in|at|with)\b"
)
# Plain words that are family names after a title.
FAMILY_NAMES = frozenset(
    {
        "best", "black", "day", "dear", "early", "english", "good", "hand", "little",
        "long", "love", "may", "new", "price", "read", "small", "spring", "street",
        "summer", "walker", "will", "wright", "young",
    }
)  # fmt: skip


def _names(text: str) -> Iterator[Risk]:
    spans = {*_titled(text), *_led(text)}
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield Risk("name", start, end)
            last = end


def _titled(text: str) -> Iterator[tuple[int, int]]:
    for lead in TITLED.finditer(text):
        word = WORD.match(text, lead.end())
        if word is None:
            continue
        may_be_small = lead[0].startswith("mr")
        is_family = word[0].istitle() and word[0].lower() in FAMILY_NAMES
        is_loud = word[0].isupper() and len(word[0]) > 1 and not _is_plain(word[0])
        if is_family or is_loud or _is_name(word[0], may_be_small=may_be_small):
            yield lead.start(), _end_of_name(text, word)


def _led(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (*LEADS, NAME_IS):
        for lead in pattern.finditer(text):
            word = WORD.match(text, lead.end())
            while word is not None and _is_one(text, word, pattern is NAME_IS):
                end = _end_of_name(text, word)
                yield word.start(), end
                more = AND.match(text, end)
                word = WORD.match(text, more.end()) if more else None


def _is_one(text: str, word: re.Match[str], may_be_small: bool) -> bool:
    if word[0].lower() in HALF_NAMES:
        return word[0].istitle() and TOLD.match(text, word.end()) is not None
    return _is_name(word[0], may_be_small=may_be_small)


def _is_name(word: str, *, may_be_small: bool = False) -> bool:
    """Say whether a word looks like a name: a capital first, and no plain word."""
    bare = word.removesuffix("'s")
    is_titled = bare[0].isupper() and any(sign.islower() for sign in bare[1:])
    is_small = may_be_small and bare.islower() and len(bare) > 1
    return (is_titled or is_small) and not _is_plain(bare)


def _is_plain(word: str) -> bool:
    first = re.split("['-]", word.lower())[0]
    return first in PLAIN or word.lower().replace("'", "") in PLAIN


def _end_of_name(text: str, word: re.Match[str]) -> int:
    """Return where a name ends that begins with a word: it may have a few more."""
    for _ in range(MOST_WORDS - 1):
        has_gap = text[word.end() : word.end() + 1] == " "
        more = WORD.match(text, word.end() + 1) if has_gap else None
        if more is None or word[0].endswith("'s") or not _is_name(more[0]):
            break
        word = more
    return word.start() + len(word[0].removesuffix("'s"))
