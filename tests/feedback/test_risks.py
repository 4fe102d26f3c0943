"""What may tell who somebody is: found wherever it stands, and nothing else marked."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from localoffer.edition.opening import Edition
from localoffer.feedback.plain_words import PLAIN
from localoffer.feedback.risks import KINDS, is_nhs_number, risks

ASKED = Path(__file__).parents[1] / "evaluation"
# Given names of the families who live here: none may count as a plain word.
NAMES = (
    "Aaliyah", "Abdirahman", "Adaeze", "Agnieszka", "Ahmed", "Aisha", "Alfie", "Amina",
    "Andrei", "Anne-Marie", "Arjun", "Ayaan", "Billy", "Carly", "Charlie", "Chidi",
    "Chloe", "Chris", "Daniel", "Dylan", "Ela", "Emily", "Ethan", "Fatima", "Fred",
    "Freya", "Grace", "Harry", "Hope", "Ines", "Ioana", "Isla", "Jack", "Jakub",
    "James", "Jared", "Jaxon", "Joshua", "Kai", "Kelly", "Khadija", "Kofi", "Lily",
    "Logan", "Louis", "Łukasz", "Mark", "Mia", "Ming", "Mohammed", "Molly", "Muhammad",
    "Noah", "O'Neil", "Oliver", "Oluwaseun", "Pip", "Priya", "Rhys", "Rose", "Ruby",
    "Sam", "Sofia", "Syed", "Ted", "Thomas", "Tyler", "Usman", "Wei",
    "Yasmin", "Zahra", "Zoë", "Zuzanna",
)  # fmt: skip
PHONES = (
    "01908 254518", "01908254518", "(01908) 254 518", "020 7946 0018", "020-7946-0018",
    "07700 900123", "07700900123", "0770 090 0123", "+44 7700 900123", "+447700900123",
    "+44 (0)20 7946 0018", "0044 7700 900 123", "0800 123456",
)  # fmt: skip
EMAILS = ("ann@example.org", "a.b-c+d@mail.example.co.uk", "ANN_1@EXAMPLE.COM")
BIRTHS = (
    "12/03/2015", "1/2/15", "12.03.2015", "12-3-2015", "2015-03-12", "12 March 2015",
    "12th of March 2015", "12 Mar 2015", "March 12, 2015", "Mar 12th 2015", "3 may '15",
    "1st September 2009", "31/12/1999", "12/31/1999",
)  # fmt: skip
POSTCODES = ("MK9 3EJ", "mk9 3ej", "MK93EJ", "SW1A 1AA", "W1A 0AX", "B33 8TH", "M1 1AE")
ORDINARY = """\
My son is six.
my daughter Has autism
My Son Needs Help With Speech
my son Will not go
my daughter Summer school
my child May need a plan
My daughter, who is 8, loves it.
Our son's school in Milton Keynes is full.
My son Monday to Friday goes by bus.
my son ADHD
MY SON HATES SCHOOL
a group called Snap
They called Childline.
he was called names
my mum called Samaritans
The name is wrong.
I Miss Portage a lot.
The dr said no.
MS Society
the Child Development Centre was kind
We rang SENDIAS, then Making Tracks.
SENDIAS told my son Portage is closed.
It was in March.
It was on 12 March.
We moved in May 2024.
born in 2015
He has waited since 2019.
Years 9/10/11
ages 5 - 10 - 15
open 24/7
a score of 1/2
from 09.30 10.30 11.30 on
room 101
It costs £1,250.00 a term.
0800 1111
ring 999, 111 or 116 123
943 476 5918
000 000 0000
1 2 3 4 5 6 7 8 9 10
MK9
MK9 3
it took me 2 its long
me 3 4ft
in KS2 3rd set
so 3 all day
@school
We had 3 may be 4 visits.
Ofsted 10/2024
my son's EHCP
my boys Year 4"""
BEFORE = st.sampled_from(
    (
        "",
        "Hello. ",
        "The queue is long. ",
        "We waited 18 weeks, ",
        "(",
        "“",
        "\n",
        "اردو ",
    )
)
AFTER = st.sampled_from(
    ("", ".", ", thank you", "!\nIt is good.", ")", " اردو", " – so")
)


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    """Give ten digits with the right check digit, with or without spaces."""
    first = draw(st.text("0123456789", min_size=9, max_size=9))
    whole = [first + last for last in "0123456789" if is_nhs_number(first + last)]
    if not whole:  # one first part in eleven has no check digit
        first = "943476591"
        whole = ["9434765919"]
    gap = draw(st.sampled_from(("", " ", "-")))
    return f"{whole[0][:3]}{gap}{whole[0][3:6]}{gap}{whole[0][6:]}"


@st.composite
def names(draw: st.DrawFn) -> tuple[str, str]:
    """Give a sentence's part that names somebody, and the name."""
    name = draw(st.sampled_from(NAMES))
    said = draw(
        st.sampled_from(
            (
                "my son {}", "my daughter, {}", "Our youngest child {}", "my girl ({})",
                "my 6 year old autistic boy {}", "my son's teacher {}", "her friend {}",
                "a boy called {}", "he is called {}", "our helper, named {}",
                "his name is {}", "my daughter’s name is {}", "My sons {}",
                "the teacher {}", "Kind regards,\n{}",
            )
        )
    )  # fmt: skip
    return said.format(name), name


@st.composite
def titles(draw: st.DrawFn) -> tuple[str, str]:
    title = draw(st.sampled_from(("Mr", "Mrs", "Miss", "Ms", "Dr", "Dr.", "Mx", "mrs")))
    family = ("Khan", "Smith", "Nowak", "Patel-Jones", "Young", "O’Brien", "Ali Shah")
    name = f"{title} {draw(st.sampled_from(family))}"
    return name, name


LISTS = {"phone": PHONES, "email": EMAILS, "birth": BIRTHS, "postcode": POSTCODES}


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, str, str]:
    """Give a kind, what is said, and the part of it that is to be found."""
    kind = draw(st.sampled_from(("name", "title", "nhs", *LISTS)))
    if kind in {"name", "title"}:
        return ("name", *draw(names() if kind == "name" else titles()))
    part = draw(nhs_numbers() if kind == "nhs" else st.sampled_from(LISTS[kind]))
    return kind, part, part


@given(BEFORE, planted(), AFTER)
def test_what_is_planted_is_found_wherever_it_stands(
    before: str, one: tuple[str, str, str], after: str
) -> None:
    kind, said, part = one
    text = before + said + after
    start = len(before) + said.index(part)

    found = {(r.kind, text[r.start : r.end]) for r in risks(text)}

    assert (kind, part) in found, text[start:]


MANY = st.lists(planted().map(lambda one: one[1])).map(" ".join)


@given(st.one_of(st.text(), MANY))
def test_parts_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = risks(text)

    edges = [edge for risk in found for edge in (risk.start, risk.end)]
    assert edges == sorted(edges)
    assert all(0 <= risk.start < risk.end <= len(text) for risk in found)
    assert {risk.kind for risk in found} <= set(KINDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my sons Jack and Tom", ["Jack", "Tom"]),
        ("my son Jack's school", ["Jack"]),
        ("my daughter Zoë Smith-Jones is 6", ["Zoë Smith-Jones"]),
        ("my daughter Summer is 5", ["Summer"]),
        ("my son Will goes to school", ["Will"]),
        ("my son’s name is jack", ["jack"]),
        ("Mr and Mrs Khan", ["Mrs Khan"]),
        ("MRS KHAN never rang", ["MRS KHAN"]),
        ("Dr A. B. Patel", ["Dr A. B. Patel"]),
        ("the nurse, Ann, said", ["Ann"]),
        ("my son Jack was born on 12 March", ["Jack", "12 March"]),
        ("dob: 12 March", ["12 March"]),
        ("she was born in March 2015", ["March 2015"]),
        ("ring 07700 900123 12 times", ["07700 900123"]),
        ("۰۷۷۰۰ ۹۰۰۱۲۳", ["۰۷۷۰۰ ۹۰۰۱۲۳"]),
        ("a.b@example.org, 01908 254518", ["a.b@example.org", "01908 254518"]),
    ],
)  # fmt: skip
def test_what_is_marked_is_no_more_than_it(text: str, expected: list[str]) -> None:
    assert [text[risk.start : risk.end] for risk in risks(text)] == expected


@pytest.mark.parametrize("text", ORDINARY.splitlines())
def test_an_ordinary_sentence_has_nothing(text: str) -> None:
    assert [(r.kind, text[r.start : r.end]) for r in risks(text)] == []


def test_what_parents_asked_has_nothing() -> None:
    """None of these real questions names anybody, as they are or with capitals."""
    texts = [path.read_text("utf-8") for path in ASKED.glob("*.jsonl")]
    lines = [line for text in texts for line in text.splitlines()]
    asked = [row["q"] for line in lines if (row := json.loads(line))["lang"] == "en"]
    flagged = {
        said[risk.start : risk.end]: said
        for text in asked
        for said in (text, text.capitalize())
        for risk in risks(said)
    }

    assert len(asked) > 1000
    assert flagged == {}


def test_what_the_offer_is_called_is_nobodys_name(edition: Edition) -> None:
    titles = [card.title for card in edition.catalogue.cards]
    topics = [topic.label for topic in edition.vocabulary.topics.topics]
    titled = "We rang {0}. {0} helped my daughter. My son goes to {0}, called {0}."
    topical = "{0}. I want for my son {0}. My child, {0}, our worker {0}."
    texts = [titled.format(title) for title in titles]
    texts += [topical.format(topic) for topic in topics]

    flagged = {
        text[risk.start : risk.end]: text
        for text in texts
        for risk in risks(text)
        if risk.kind == "name"
    }

    assert len(texts) > 200
    assert flagged == {}


def test_no_given_name_is_a_plain_word() -> None:
    assert {name for name in NAMES if name.lower() in PLAIN} == set()


@pytest.mark.parametrize(
    "part",
    ["my ", "a@", "0 ", "1", "my son ", "a.b-c", "Mr A. ", "12/", "(0", "mk9 "],
)  # fmt: skip
def test_a_long_text_takes_no_long_time(part: str) -> None:
    text = (part * 15000)[:15000]
    began = time.perf_counter()

    risks(text)

    assert time.perf_counter() - began < 5  # some hundredths, were nobody else there
