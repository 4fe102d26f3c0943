"""What an edition holds beside entries: area, words, providers, standing pages."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from localoffer.content.area import Area
from localoffer.content.library import Library
from localoffer.content.organisations import Organisation
from localoffer.content.terms import TermDates
from localoffer.content.vocabulary import Vocabulary
from localoffer.edition.cache import RenderCache

FILE = "standing.json"


@dataclass(frozen=True)
class StandingPage:
    """A standing page with its text as safe HTML."""

    slug: str
    title: str
    summary: str
    html: str
    checked: str | None = None


@dataclass(frozen=True)
class Standing:
    """Everything of an area that is not an entry."""

    area: Area
    vocabulary: Vocabulary
    organisations: dict[str, Organisation]
    pages: dict[str, StandingPage]
    former: dict[str, str]
    terms: TermDates


def standing_of(library: Library, cache: RenderCache) -> Standing:
    """Return the standing part of a library, its pages rendered."""
    pages = {
        slug: StandingPage(
            slug,
            page.record.title,
            page.record.summary,
            cache.html(page.body),
            page.record.checked.isoformat() if page.record.checked else None,
        )
        for slug, page in library.pages.items()
    }
    former = {old: e.slug for e in library.entries for old in e.record.formerly}
    return Standing(
        library.area,
        library.vocabulary,
        library.organisations,
        pages,
        former,
        library.terms,
    )


def write_standing(folder: Path, standing: Standing) -> None:
    """Write the standing part as one file."""
    row = {
        "area": standing.area.model_dump(mode="json", by_alias=True),
        "vocabulary": standing.vocabulary.model_dump(mode="json", by_alias=True),
        "organisations": [
            o.model_dump(mode="json", by_alias=True)
            for o in standing.organisations.values()
        ],
        "pages": [asdict(page) for page in standing.pages.values()],
        "former": standing.former,
        "terms": standing.terms.model_dump(mode="json"),
    }
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    (folder / FILE).write_text(text, "utf-8")


def read_standing(folder: Path) -> Standing:
    """Return the standing part of an edition."""
    row = json.loads((folder / FILE).read_text("utf-8"))
    organisations = [
        Organisation.model_validate_json(json.dumps(o)) for o in row["organisations"]
    ]
    return Standing(
        area=Area.model_validate_json(json.dumps(row["area"])),
        vocabulary=Vocabulary.model_validate_json(json.dumps(row["vocabulary"])),
        organisations={o.slug: o for o in organisations},
        pages={p["slug"]: StandingPage(**p) for p in row["pages"]},
        former=dict(row["former"]),
        terms=TermDates.model_validate_json(json.dumps(row["terms"])),
    )
