"""Every number and address in the content stands in the copy of the facts."""

import re
from pathlib import Path

import pytest

from localoffer.content.frontmatter import Document, read_document
from tests.facts.values import (
    COPY,
    POSTCODE,
    Values,
    addresses,
    field_numbers,
    host,
    long_numbers,
    phone,
    postcode,
    price,
    read_copy,
    short_numbers,
    url,
    values_of,
)

CONTENT = Path(__file__).parent.parent / "content"
NUMBER = re.compile(r"^\s*-?\s*\{?\s*number:\s*['\"]?([+\d][\d ]*\d)", re.MULTILINE)
POUNDS = re.compile(r"\bpounds:\s*['\"]?(\d[\d.]*)")
NOT_FACTS = {"LICENSE.md"}  # names its licence


def strangers(text: str, known: Values) -> list[str]:
    """Return what is in a text but not in the copy."""
    found = values_of([text], NUMBER.findall(text))
    prices = found.prices | set(map(price, POUNDS.findall(text)))
    urls = {u for u in found.urls if "/" in u or u not in known.hosts}
    return [
        *(f"phone {number}" for number in sorted(found.phones - known.phones)),
        *(f"e-mail {email}" for email in sorted(found.emails - known.emails)),
        *(f"postcode {code}" for code in sorted(found.postcodes - known.postcodes)),
        *(f"address {address}" for address in sorted(urls - known.urls)),
        *(f"price £{amount}" for amount in sorted(prices - known.prices)),
    ]


def is_newer(document: Document | None, made: str) -> bool:
    """Say whether an editor checked the entry after the facts were copied."""
    if document is None:
        return False
    checked, sources = document.fields.get("checked"), document.fields.get("sources")
    return bool(checked and sources) and str(checked) > made


def faults(folder: Path, known: Values, made: str) -> list[str]:
    """Return a line for each stranger in a content folder."""
    found = []
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.yaml")]):
        if path.name in NOT_FACTS:
            continue
        data = path.read_bytes()
        if path.suffix == ".md" and is_newer(read_document(data, path.name)[0], made):
            continue
        name = path.relative_to(folder)
        found += [f"{name}: {odd}" for odd in strangers(data.decode("utf-8"), known)]
    return found


def test_the_copy_is_here() -> None:
    assert COPY.is_file(), "scripts/facts makes tests/facts/values.json"

    known, made = read_copy()

    assert len(known.phones) > 40
    assert len(known.urls) > 400
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", made)


def test_every_number_and_address_in_the_content_is_in_the_copy() -> None:
    known, made = read_copy()

    found = faults(CONTENT, known, made)

    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize(
    "line",
    [
        'number: "01908 000000"',
        "Ring 01908 000000.",
        "Ring 117 now.",
        "Write to nobody@example.org.",
        "It is at MK1 9ZZ.",
        "See https://example.org/help.",
        "See example.org for more.",
        "It costs £3.21.",
        'pounds: "3.21"',
    ],
)
def test_an_invented_value_is_found(line: str, tmp_path: Path) -> None:
    known, made = read_copy()
    (tmp_path / "club.md").write_text(f"---\ntitle: Club\n---\n{line}\n", "utf-8")

    assert len(faults(tmp_path, known, made)) == 1


@pytest.mark.parametrize(
    ("fields", "is_excused"),
    [
        ("checked: 2999-01-01\nsources: [{title: A letter, seen: A copy}]", True),
        ("checked: 2001-01-01\nsources: [{title: A letter, seen: A copy}]", False),
        ("checked: 2999-01-01", False),
    ],
)
def test_a_later_check_with_a_source_is_excused(
    fields: str, is_excused: bool, tmp_path: Path
) -> None:
    known, made = read_copy()
    text = f"---\ntitle: Club\n{fields}\n---\nRing 01908 000000.\n"
    (tmp_path / "club.md").write_text(text, "utf-8")

    assert bool(faults(tmp_path, known, made)) is not is_excused


def test_one_value_has_one_spelling() -> None:
    assert phone("+44 1908 254 518") == phone("01908 254518") == "01908254518"
    assert url("https://www.Example.org/help/#top") == url("example.org/help")
    assert host("http://example.org/a/b") == "example.org"
    assert price("1,200.00") == price("1200") == "1200"
    assert postcode("MK93EJ") == "MK9 3EJ"
    assert POSTCODE.findall("at MK9 3EJ, and MK93EJ") == ["MK9 3EJ", "MK93EJ"]
    assert addresses("see ipsea.org.uk.") == {"ipsea.org.uk"}
    assert long_numbers("0800 1111 and 2024 2025") == {"08001111"}
    assert short_numbers("Text 85258 or ring 116 123.") == {"85258", "116123"}
    assert field_numbers("999 (2018), or 116 123") == {"116123", "999"}
