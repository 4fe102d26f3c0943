"""What the page of a year's insight shows, as CSV, JSON and lines to print. Pure.

Each takes only what is shown: what is hidden there is not known here.
"""

import csv
import io
import json
from collections.abc import Iterator

from localoffer.insight.shown import Shown
from localoffer.web.cells import guarded


def as_csv(shown: Shown) -> str:
    """Return a table of all tables; no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    spans = (shown.years.now.words, shown.years.before.words)
    writer.writerow(["table", "row", *spans])
    for line in (*_counted(shown), *_wanted(shown)):
        writer.writerow(map(guarded, line))
    return out.getvalue()


def as_json(shown: Shown) -> str:
    """Return what is shown, by table."""
    wanted = shown.wanted
    tables = [
        {
            "name": table.name,
            "title": table.title,
            "rows": [dict(zip(("label", "now", "before"), r.words, strict=True))
                     for r in table.rows],
        }
        for table in shown.tables
    ]  # fmt: skip
    said = {
        "kind": shown.chosen.kind,
        "year": shown.chosen.name,
        "topic": shown.chosen.topic,
        "now": shown.years.now.months,
        "before": shown.years.before.months,
        "tables": tables,
        "overdue": [
            {"slug": one.slug, "review_by": str(one.review_by)}
            for one in wanted.overdue
        ],
        "unchecked": [one.slug for one in wanted.unchecked],
        "uncovered": [duty.id for duty in wanted.uncovered],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def as_lines(shown: Shown) -> Iterator[str]:
    """Give the lines of a year to print."""
    years = shown.years
    yield f"{years.now.words}, beside {years.before.words}. All counts are in fives."
    for table in shown.tables:
        yield ""
        yield table.title
        if not table.rows:
            yield "  Nothing was counted five times."
        for row in table.rows:
            label, now, before = row.words
            yield f"  {label}: {now} (before: {before})"
        if table.rows and table.rest:
            yield f"  {table.rest}"
    wanted = shown.wanted
    yield ""
    yield f"Entries overdue a check: {len(wanted.overdue)}"
    yield from (f"  {one.review_by} {one.slug}" for one in wanted.overdue)
    yield f"Entries never checked: {len(wanted.unchecked)}"
    yield f"Statutory items that no entry covers: {len(wanted.uncovered)}"
    yield from (f"  {duty.id} {duty.label}" for duty in wanted.uncovered)


def _counted(shown: Shown) -> Iterator[tuple[str, ...]]:
    for table in shown.tables:
        for row in table.rows:
            yield table.title, *row.words


def _wanted(shown: Shown) -> Iterator[tuple[str, ...]]:
    wanted = shown.wanted
    for entry in wanted.overdue:
        yield "Entries overdue a check", entry.title, str(entry.review_by), ""
    for entry in wanted.unchecked:
        yield "Entries never checked", entry.title, "", ""
    for duty in wanted.uncovered:
        yield "Statutory items that no entry covers", duty.label, duty.id, ""
