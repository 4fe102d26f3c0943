"""The yearly report of regulation 56, made of rows and frozen. Pure."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document

from localoffer.replies.compiling import Came, Names, Rows, made
from localoffer.replies.documents import as_csv, as_docx, as_text
from localoffer.replies.model import Reply
from localoffer.replies.outline import Grid, Words, outline_of
from localoffer.replies.report import Report, name_of, read, written, year_of
from localoffer.replies.standing import as_it_stands
from tests.replies.rows import URDU

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
MADE = date(2027, 4, 9)
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
NAMES = Names(str.title, str.upper, {"en": "English", "ur": "Urdu"}.__getitem__,
              "The site", "The council")  # fmt: skip
ONE = Reply(
    1, "camhs", "It is hard to ring.", "A number for texts.", AT, comment_id=1,
    topic="health", owner="CAMHS", received_on=date(2026, 5, 20),
)  # fmt: skip
TWO = Reply(
    2, None, "I found no club.", "We will open a club.", AT, comment_id=2,
    said_first=URDU, language="ur", theme="Clubs", owner="Council",
    due_on=date(2027, 1, 1), received_on=date(2026, 5, 2),
)  # fmt: skip


def came(state: str = "published", total: int = 10, **values: object) -> Came:
    row = {
        "voice": "parent", "source": "form", "language": "en", "topic": None,
        "prompts": "included",
    }  # fmt: skip
    return Came(**(row | values), state=state, total=total)  # type: ignore[arg-type]


def report_of(*replies: Reply, **values: object) -> Report:
    rows = {
        "came": (), "withheld": {}, "settled": (), "waiting_before": 0,
        "suspected": 0, "days": (),
    }  # fmt: skip
    told = Rows(replies=replies, **(rows | values))  # type: ignore[arg-type]
    return made(told, (FIRST, LAST), MADE, NAMES)


def table(report: Report, name: str) -> dict[str, str]:
    """Return the first and second column of one table of a report."""
    grids = [b for b in outline_of(report).blocks if isinstance(b, Grid)]
    return {row[0]: row[1] for grid in grids if grid.name == name for row in grid.rows}


def told(report: Report) -> str:
    """Return a report's text on one line."""
    return " ".join(as_text(outline_of(report)).split())


def test_what_came_and_where_it_stands_add_up() -> None:
    report = report_of(
        came=(came("published", 20), came("answered", 3), came("withheld", 2),
              came("new", 4), came("in-review", 1), came("waiting", 2)),
    )  # fmt: skip
    numbers = table(report, "Comments and answers")

    assert report.received == 32
    assert report.received == (
        report.published + report.answered + report.withheld + report.waiting
    )
    assert numbers["Comments that came in this time"] == "32"
    assert numbers["– of these, still waiting for an answer"] == "7"


def test_all_three_questions_of_the_law_are_told_of() -> None:
    report = report_of(
        ONE,
        came=(came(total=7, prompts="included involved"), came(prompts=None, total=6)),
    )
    text = told(report)

    assert report.by_prompt == (("included", 7), ("access", 0), ("involved", 7))
    assert report.prompt_unknown == 6
    for letter in "abc":
        assert f"regulation 56(1)({letter})" in text
    # What nobody answered is not left out: the question was asked.
    assert text.count("The question was asked. No comment on it was published") == 2


def test_no_small_number_is_told_of_who_they_were() -> None:
    report = report_of(
        came=(came(total=40), came(total=2, voice="young-person"),
              came(total=6, language="ur"), came(total=1, source="phone")),
    )  # fmt: skip
    words = as_text(outline_of(report))

    assert table(report, "From whom") == {"All counted together": "49"}
    assert table(report, "How it came") == {"All counted together": "49"}
    assert table(report, "In which language") == {"English": "43", "Urdu": "6"}
    assert "A number under 5 could tell who somebody is." in words


def test_where_only_a_few_came_they_are_not_told_apart() -> None:
    report = report_of(came=(came(total=2), came(total=1, voice="young-person")))

    assert table(report, "From whom") == {"All counted together": "fewer than 5"}


def test_answers_are_those_published_in_the_days_whenever_they_came() -> None:
    before = replace(ONE, id=3, published_at=AT.replace(year=2025))
    late = datetime(2027, 3, 31, 22, 59, tzinfo=UTC)  # a minute to midnight in London
    last = replace(ONE, id=4, comment_id=4, published_at=late)
    after = replace(ONE, id=5, published_at=late + timedelta(minutes=1))

    report = report_of(after, last, ONE, before)

    assert [one.said[0].ids for one in report.answers] == [(1,), (4,)]


def test_comments_stand_with_their_response_and_action() -> None:
    report = report_of(ONE, TWO)
    text = told(report)

    assert "You said about “CAMHS”: It is hard to ring." in text
    assert "Our response: A number for texts." in text
    assert f"You said: {URDU}" in text
    assert "In English: I found no club." in text
    assert "Who sees to it: Council" in text
    assert "By: 1 January 2027" in text
    assert "Kept: Not yet, when this report was made." in text
    assert "About: Health" in text


def test_a_comment_on_two_questions_stands_under_both() -> None:
    report = report_of(ONE, replace(ONE, id=2, prompt="involved", said="Not asked."))

    assert [(one.prompt, one.people) for one in report.answers] == [
        ("included", 1),
        ("involved", 1),
    ]


def test_promises_are_those_made_kept_and_open() -> None:
    kept = replace(TWO, id=3, comment_id=3, kept_on=date(2026, 12, 20), theme="Kept")
    earlier = replace(kept, id=4, published_at=AT.replace(year=2025), theme="Old",
                      kept_on=None, due_on=date(2025, 9, 1))  # fmt: skip
    report = report_of(TWO, kept, earlier)

    assert report.promises_made == 2
    assert [one.ids for one in report.kept] == [(3,)]
    # The most overdue first, those of earlier years too.
    assert [one.ids for one in report.open] == [(4,), (2,)]
    assert report.late() == 2


def test_what_was_withheld_is_told_with_its_reason_by_count() -> None:
    report = report_of(withheld={"individual_service": 3})

    assert table(report, "By reason") == {
        "Vexatious (regulation 56(4)(a))": "0",
        "About a service to one person (regulation 56(4)(b))": "3",
    }


def test_half_of_the_answers_counts_corrections_too() -> None:
    report = report_of(days=(2, 4, 30), settled=(("corrected", 5), ("right", 1)))

    assert (report.answered_then, report.days) == (5, 4)
    assert (report.corrected, report.right) == (1, 1)
    assert report_of().days is None


def test_what_was_taken_down_is_no_answer_but_is_told() -> None:
    gone = replace(ONE, withdrawn_at=AT, note="It named a child.")
    report = report_of(gone)

    assert report.answers == ()
    assert report.taken_down == ((date(2026, 6, 1), "It named a child."),)
    assert "hard to ring" not in written(report)


def test_published_ones_without_a_comment_are_counted_with_what_is_known() -> None:
    report = report_of(replace(ONE, comment_id=None), came=(came(total=9),))

    assert report.received == report.published == 10


def test_a_report_made_early_says_so() -> None:
    early = replace(report_of(), made_on=LAST)

    assert "before its last day was over" in as_text(outline_of(early))
    assert "before its last day was over" not in as_text(outline_of(report_of()))


def test_a_report_is_the_same_after_it_was_written_down() -> None:
    report = report_of(ONE, TWO, came=(came(), came(total=2, voice="young-person")))

    assert read(written(report)) == report
    with pytest.raises(ValueError, match="validation error"):
        read("{}")


@pytest.mark.parametrize(
    ("year", "kind", "first", "last", "name"),
    [
        (2026, "calendar", date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (2026, "school", date(2026, 9, 1), date(2027, 8, 31), "2026-27-school"),
        (2026, "financial", date(2026, 4, 1), date(2027, 3, 31), "2026-27-financial"),
        (2099, "financial", date(2099, 4, 1), date(2100, 3, 31), "2099-00-financial"),
    ],
)
def test_a_year_of_each_kind_has_its_days_and_name(
    year: int, kind: str, first: date, last: date, name: str
) -> None:
    days = year_of(year, kind)  # type: ignore[arg-type]

    assert days == (first, last)
    assert name_of(*days) == name


def test_other_days_have_a_name_too() -> None:
    name = name_of(date(2026, 4, 2), date(2026, 5, 1))

    assert name == "2026-04-02-to-2026-05-01"
    assert len(name) <= 40


# What was published stays; but no word of a person who was named goes on being shown.


def now(*replies: Reply) -> dict[int, Reply]:
    return {reply.id: reply for reply in replies}


def test_later_changes_leave_a_report_as_it_was() -> None:
    report = report_of(ONE, TWO)
    kept = replace(TWO, kept_on=date(2027, 5, 1), kept_note="Open now.")
    put_off = replace(TWO, did="We will open two clubs.", due_on=date(2028, 1, 1))

    for later in (kept, put_off):
        assert as_it_stands(report, now(ONE, later)) == report


def test_words_that_were_taken_down_are_not_shown_in_a_report() -> None:
    report = report_of(ONE, TWO)
    gone = replace(TWO, withdrawn_at=AT, note="It named a child.")

    text = told(as_it_stands(report, now(ONE, gone)))

    for word in ("no club", URDU, "open a club", "Clubs"):
        assert word not in text
    assert text.count("It named a child.") == 3  # its words, its answer, its promise
    assert "hard to ring" in text


def test_words_that_were_put_otherwise_are_not_shown_in_a_report() -> None:
    report = report_of(ONE, TWO)
    other = replace(ONE, said="Hard to reach.", note="A name was taken out.")

    text = told(as_it_stands(report, now(other, TWO)))

    assert "hard to ring" not in text
    assert "A name was taken out." in text
    # The answer was not changed.
    assert "A number for texts." in text


def test_an_answer_that_was_corrected_with_a_note_is_not_shown() -> None:
    report = report_of(ONE)
    other = replace(ONE, did="A number.", note="It named a nurse.")

    text = told(as_it_stands(report, now(other)))

    assert "A number for texts." not in text
    assert "It named a nurse." in text


def test_one_that_was_removed_is_not_shown() -> None:
    text = told(as_it_stands(report_of(ONE), {}))

    assert "hard to ring" not in text
    assert "number for texts" not in text


def test_words_that_another_still_says_stay() -> None:
    again = replace(ONE, id=9, comment_id=9, answer_id=1)
    report = report_of(replace(ONE, answer_id=1), again)
    gone = replace(ONE, answer_id=1, withdrawn_at=AT)

    assert as_it_stands(report, now(gone, again)) == report


# Files.


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_table_is_a_formula(sign: str) -> None:
    bad = f'{sign}HYPERLINK("http://x")'
    report = report_of(replace(ONE, said=bad, did=bad, owner=bad, theme=bad))
    rows = list(csv.reader(io.StringIO(as_csv(report, outline_of(report)))))

    assert [c for row in rows for c in row if c.startswith(sign)] == []
    assert f"'{bad}" in [c for row in rows for c in row]


def test_the_table_has_a_row_for_each_voice_and_number() -> None:
    report = report_of(ONE, TWO, came=(came(total=12),))
    text = as_csv(report, outline_of(report))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    said = [row for row in rows if row["part"] == "Comments and responses"]

    assert text.startswith("\ufeff")
    assert [row["said"] for row in said] == [URDU, "It is hard to ring."]
    assert said[0]["said_in_english"] == "I found no club."
    assert said[0]["by"] == "2027-01-01"
    reasons = [row["number"] for row in rows if row["part"] == "By reason"]
    assert reasons == ["0", "0"]


def test_the_document_opens_and_says_all_that_the_text_says() -> None:
    outline = outline_of(report_of(ONE, TWO, came=(came(total=12),)))
    data = as_docx(outline)
    document = Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])

    for block in outline.blocks:
        if isinstance(block, Words):
            assert block.text in text
        if isinstance(block, Grid):
            assert all(part in text for row in block.rows for part in row)
    assert document.core_properties.title == outline.title
    headings = [p.style.name for p in document.paragraphs if p.style is not None]
    assert {"Heading 1", "Heading 2", "Heading 3"} <= set(headings)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "<w:bidi/>" in xml
    assert "<w:rtl/>" in xml


def test_signs_that_a_document_cannot_hold_do_not_break_it() -> None:
    bad = replace(ONE, said="a\x00b\x0bc\ufffed", theme="t\x01", owner="o\x02",
                  due_on=date(2027, 1, 1))  # fmt: skip
    document = Document(io.BytesIO(as_docx(outline_of(report_of(bad)))))

    assert "abcd" in "".join(p.text for p in document.paragraphs)
