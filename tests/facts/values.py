"""Phone numbers, addresses and prices in a text, in one spelling each."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

COPY = Path(__file__).parent / "values.json"

LONG = re.compile(r"(?<![\w/.,=%£-])(?:\+44|0)[ \d]{6,13}\d(?![\w/=%-])")
# 999, 111, 116 123, 85258: a number only where someone is told to ring or text it.
SHORT = re.compile(
    r"\b(?:ring|rings|call|calls|calling|dial|phone|text|texting|nhs)"
    r"\W{1,3}(\d{3}(?: \d{3})?|\d{5,6})(?![\w/£%-]|[ .]\d)",
    re.IGNORECASE,
)
FIELD = re.compile(r"\+?\d[\d ]+\d")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
POSTCODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])"
)
WEB = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
BARE = re.compile(
    r"(?<![\w@/.-])(?:[a-z0-9-]+\.)+(?:uk|com|org|net|co|school|academy|info|nhs)"
    r"(?:/[^\s<>\"')\]|,;]*)?",
    re.IGNORECASE,
)
PRICE = re.compile(r"£\s?(\d[\d,]*(?:\.\d\d)?)")
CHILDLINE = "08001111"  # the one national number of eight digits
KINDS = ("phones", "emails", "postcodes", "urls", "hosts", "prices")


@dataclass(frozen=True)
class Values:
    """What was found, by kind; short numbers are among the phones."""

    phones: frozenset[str]
    emails: frozenset[str]
    postcodes: frozenset[str]
    urls: frozenset[str]
    hosts: frozenset[str]
    prices: frozenset[str]


def phone(text: str) -> str:
    """Return a number with nothing but digits, in its British form."""
    digits = re.sub(r"\D", "", text)
    return f"0{digits[2:]}" if text.strip().startswith("+44") else digits


def url(text: str) -> str:
    """Return an address without its scheme, www, fragment and last slash."""
    bare = re.sub(r"^https?://", "", text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"^www\.", "", bare.partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/.,;:")


def host(text: str) -> str:
    """Return the host of an address."""
    return url(text).partition("/")[0].rstrip(".")


def price(text: str) -> str:
    """Return pounds and pence, or pounds alone when there are no pence."""
    return text.replace(",", "").removesuffix(".00")


def postcode(text: str) -> str:
    """Return a postcode with its one space."""
    compact = text.replace(" ", "")
    return f"{compact[:-3]} {compact[-3:]}"


def addresses(text: str) -> set[str]:
    """Return the web addresses of a text, with and without a scheme."""
    full = WEB.findall(text)
    rest = EMAIL.sub(" ", WEB.sub(" ", text))
    return {url(found) for found in (*full, *BARE.findall(rest))}


def long_numbers(text: str) -> set[str]:
    """Return the numbers that are plainly telephone numbers."""
    found = (phone(number) for number in LONG.findall(WEB.sub(" ", text)))
    return {n for n in found if 10 <= len(n) <= 12 or n == CHILDLINE}


def short_numbers(text: str) -> set[str]:
    """Return the short numbers that someone is told to ring or text."""
    return {phone(number) for number in SHORT.findall(WEB.sub(" ", text))}


def field_numbers(field: str) -> set[str]:
    """Return the numbers of a field meant for them; a year is none."""
    found = {phone(number) for number in FIELD.findall(field)}
    return {number for number in found if not re.fullmatch(r"20\d\d", number)}


def values_of(texts: Iterable[str], fields: Iterable[str] = ()) -> Values:
    """Return everything found in the texts, and in fields meant for numbers."""
    text = "\n\n".join(texts)
    numbers = set().union(*map(field_numbers, fields))
    found = addresses(text)
    return Values(
        phones=frozenset(numbers | long_numbers(text) | short_numbers(text)),
        emails=frozenset(email.lower().rstrip(".-") for email in EMAIL.findall(text)),
        postcodes=frozenset(map(postcode, POSTCODE.findall(text))),
        urls=frozenset(found),
        hosts=frozenset(map(host, found)),
        prices=frozenset(map(price, PRICE.findall(text))),
    )


def write_copy(values: Values, made: str, path: Path = COPY) -> None:
    """Write the copy, sorted, with the day on which the facts were taken."""
    rows = {kind: sorted(getattr(values, kind)) for kind in KINDS}
    text = json.dumps({"made": made, **rows}, indent=1, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


def read_copy(path: Path = COPY) -> tuple[Values, str]:
    """Return the copied values, and the day on which the facts were taken."""
    rows = json.loads(path.read_text("utf-8"))
    return Values(**{kind: frozenset(rows[kind]) for kind in KINDS}), rows["made"]
