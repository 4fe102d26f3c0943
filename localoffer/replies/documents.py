"""A report as files that others open: text, a table, and a document for Word."""

import csv
import io
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from localoffer.replies.feed import clean
from localoffer.replies.outline import Block, Grid, Heading, Outline, Words
from localoffer.replies.report import Answered, Promise, Report
from localoffer.web.cells import guarded

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

WIDTH = 80  # letters in a line of text
COLUMNS = (
    "part", "what", "number", "question", "topics", "theme", "about", "language",
    "said", "said_in_english", "response", "who_sees_to_it", "by", "kept_on",
    "kept_note", "published_on", "note",
)  # fmt: skip
RIGHT_TO_LEFT = {"ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
Row = dict[str, object]


def as_text(outline: Outline) -> str:
    """Return a report as lines of plain text."""
    return "\n".join(line for block in outline.blocks for line in _lines(block)) + "\n"


def as_csv(report: Report, outline: Outline) -> str:
    """Return a report as a table that begins with a mark, so that Excel reads it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(report, outline):
        writer.writerow({name: guarded(_text(value)) for name, value in row.items()})
    return "\ufeff" + out.getvalue()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def as_docx(outline: Outline) -> bytes:
    """Return a report as a document that Word and others open."""
    # Some 20 MB with lxml, which no web process may ever take.
    from docx import Document  # noqa: PLC0415

    document = Document()
    document.core_properties.title = outline.title
    document.core_properties.language = "en-GB"
    document.core_properties.author = ""
    for block in outline.blocks:
        _add(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from (
            "",
            block.words,
            ("=", "-", ".")[block.level - 1] * len(block.words),
        )
    elif isinstance(block, Grid):
        yield f"{block.name}:"
        for row in block.rows:
            yield f"  {row[0]}: {'; '.join(part for part in row[1:] if part)}"
        yield ""
    else:
        label = f"{block.label}: " if block.label else ""
        yield from textwrap.wrap(f"{label}{block.text}", WIDTH) or [""]
        yield ""


def _rows(report: Report, outline: Outline) -> Iterator[Row]:
    for block in (*outline.front, *outline.back):
        # Promises have rows of their own, with all their columns.
        if isinstance(block, Grid) and block.name != "Promises":
            for what, number, *_ in block.rows:
                yield {"part": block.name, "what": what, "number": number}
    for answer in report.answers:
        yield from _answer_rows(answer)
    for name, promises in (("kept", report.kept), ("not yet kept", report.open)):
        for promise in promises:
            yield _promise_row(f"Promises {name}", promise)
    for on, note in report.taken_down:
        yield {"part": "Taken down", "what": on, "note": note}


def _answer_rows(one: Answered) -> Iterator[Row]:
    for said in one.said:
        notes = (note for note in (said.note, one.note) if note is not None)
        yield {
            "part": "Comments and responses",
            "number": said.people,
            "question": one.prompt,
            "topics": "; ".join(one.topics),
            "theme": one.theme,
            "about": said.about,
            "language": said.language,
            "said": said.first or said.words,
            "said_in_english": said.words,
            "response": one.did,
            "who_sees_to_it": one.owner,
            "by": one.due_on,
            "kept_on": one.kept_on,
            "kept_note": one.kept_note,
            "published_on": one.published_on,
            "note": " ".join(dict.fromkeys(notes)),
        }


def _promise_row(part: str, one: Promise) -> Row:
    return {
        "part": part,
        "response": one.did,
        "who_sees_to_it": one.owner,
        "by": one.due_on,
        "kept_on": one.kept_on,
        "kept_note": one.kept_note,
        "note": one.note,
    }


def _add(document: "Document", block: Block) -> None:
    if isinstance(block, Heading):
        paragraph = document.add_paragraph(clean(block.words))
        _style(paragraph, f"Heading{block.level}")
    elif isinstance(block, Grid):
        _add_grid(document, block)
    else:
        _add_words(document, block)


def _add_words(document: "Document", block: Words) -> None:
    style = "Quote" if block.is_said else "Normal"
    paragraph = document.add_paragraph()
    _style(paragraph, style)
    if block.label:
        paragraph.add_run(f"{block.label}: ").bold = True
    if block.language != "en":
        paragraph = document.add_paragraph()
        _style(paragraph, style)
    run = paragraph.add_run(clean(block.text))
    if block.language in RIGHT_TO_LEFT:
        run.font.rtl = True
        _turn(paragraph)


def _style(paragraph: "Paragraph", style: str) -> None:
    """Give a paragraph a style by its id: to look each up by name takes seconds."""
    paragraph._p.style = style


def _turn(paragraph: "Paragraph") -> None:
    """Let a paragraph run from right to left."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _add_grid(document: "Document", block: Grid) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for place, words in zip(table.rows[0].cells, block.head, strict=True):
        place.paragraphs[0].add_run(clean(words)).bold = True
    for row in block.rows:
        for place, words in zip(table.add_row().cells, row, strict=True):
            place.text = clean(words)
    document.add_paragraph()
