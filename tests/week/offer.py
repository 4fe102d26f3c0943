"""Clubs with sessions, written into a copy of the content; the dates are made up."""

import shutil
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content"
TERMS = """years:
  - name: 2026 to 2027
    schools: All schools of this test.
    starts: 2026-09-01
    holidays:
      - {name: Autumn half term, starts: 2026-10-26, back: 2026-11-02}
      - {name: Christmas, starts: 2026-12-21, back: 2027-01-04}
      - {name: Spring half term, starts: 2027-02-15, back: 2027-02-22}
      - {name: Easter, starts: 2027-03-29, back: 2027-04-12}
      - {name: Summer, starts: 2027-07-22}
    closed: [2026-12-03]
    sources: [{title: The test's own paper, seen: "1 September 2026"}]
"""
CLUB = """---
title: {title}
summary: A made-up club for tests.
topics: [leisure-activities]
provider: milton-keynes-city-council
sources: [{{title: The club's own paper, seen: "10 September 2026"}}]
sessions:
{sessions}
{more}
---

Come along.
"""
CHECKED = "checked: 2026-09-10\nreview_by: 2027-06-30"
LONGER = "checked: 2026-09-10\nreview_by: 2027-08-31"
HALL = """needs: [autism]
ages: {from: 5, to: 11}
cost: {is: free}
places: [{name: The Hall, postcode: MK3 7AW}]
contact: {phones: [{number: "01632 960001"}]}"""
AFTERNOONS = """days: [tuesday, thursday]
    start: "16:00"
    end: "17:00"
    when: term time
    except_dates: [2026-12-08]"""
MORNING = '{days: [monday], start: "10:00", end: "11:30", when: all year}'
# What each is for is its name; every session but those of doubt is confirmed.
CLUBS = {
    "weekly": (MORNING, f"{CHECKED}\n{HALL}"),
    "term": (AFTERNOONS, f"{LONGER}\ncost: {{is: priced}}\nneeds: [autism]"),
    "holiday": ('{days: [wednesday], start: "09:30", end: "15:00", when: holidays}',
                LONGER),
    "once": ('{dates: [2026-11-20, 2026-11-28, 2027-01-09], start: "13:00"}', CHECKED),
    "open": ('{days: [friday], start: "18:00", end: "19:00"}',
             f"{CHECKED}\nunconfirmed: [places]"),
    "sunday": ('{days: [sunday], start: "10:00", end: "12:00", when: all year}',
               f"{CHECKED}\nneeds: [vision-impairment]"),
    "two": (f'{MORNING}\n  - {{days: [saturday], start: "09:00", words: Younger}}',
            CHECKED),
    "ending": ('{days: [friday, saturday, sunday], start: "08:00", when: all year}',
               "checked: 2026-09-10\nreview_by: 2026-11-28"),
    "expired": (MORNING, "checked: 2026-09-10\nreview_by: 2026-11-26"),
    "paused": (MORNING, f"{CHECKED}\nstatus: paused"),
    "full": (MORNING, f"{CHECKED}\nstatus: full"),
    "closed": (MORNING, f"{CHECKED}\nstatus: closed\ninstead: camhs"),
    "unchecked": (MORNING, "review_by: 2027-06-30"),
    "unreviewed": (MORNING, "checked: 2026-09-10"),
    "doubted": (MORNING, f"{CHECKED}\nunconfirmed: [sessions]"),
    "doubted-whole": (MORNING, f"{CHECKED}\nunconfirmed: [entry]"),
    "doubted-status": (MORNING, f"{CHECKED}\nunconfirmed: [status]"),
    "untimed": ("{days: [monday], when: all year}", CHECKED),
    "dayless": ('{start: "10:00"}', CHECKED),
    "over": ("{dates: [2026-11-01]}", ""),
    "tomorrow": (MORNING, "checked: 2026-12-24\nreview_by: 2027-06-30"),
    "unlisted": (MORNING, f"{CHECKED}\nvisibility: unlisted"),
    "draft": (MORNING, f"{CHECKED}\nvisibility: draft"),
}  # fmt: skip
NEVER_SHOWN = {"closed", "over", "unlisted", "draft"}


def text_of(name: str) -> str:
    """Return the file of a club."""
    sessions, more = CLUBS[name]
    title = f"Club {name}"
    return CLUB.format(title=title, sessions=f"  - {sessions}", more=more)


def write_offer(folder: Path, terms: str = TERMS) -> Path:
    """Return a copy of the content with every club in it."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    (content / "terms.yaml").write_text(terms, "utf-8")
    for name in CLUBS:
        path = content / "services" / f"club-{name}.md"
        path.write_text(text_of(name), "utf-8")
    return content
