"""The index of what is translated: BM25F over forms, marks and letters that vary."""

from math import log
from pathlib import Path

import pytest

from localoffer.search.engines.own import K1, B, postings
from localoffer.search.engines.snapshot import SnapshotEngine, write_snapshot
from localoffer.search.engines.whoosh import cut_foreign
from localoffer.search.fields import WEIGHTS, Indexed


def text(title: str, body: str = "") -> Indexed:
    return Indexed(title=title, names="", topics="", summary="", headings="", body=body)


def engine(folder: Path, *texts: Indexed) -> SnapshotEngine:
    write_snapshot(folder, postings(texts, cut_foreign))
    return SnapshotEngine(folder, len(texts), cut_foreign)


def test_a_score_is_the_rule_worked_out_by_hand(tmp_path: Path) -> None:
    found = engine(tmp_path, text("kot pies"), text("kot kot kot kot"), text("ryba"))

    rarity = log(3 / (2 + 1)) + 1  # two of three titles hold the word
    mean = (2 + 4 + 1) / 3

    def gained(times: int, length: int) -> float:
        size = K1 * (1 - B + B * length / mean)
        return WEIGHTS["title"] * rarity * times * (K1 + 1) / (times + size)

    scores = found.scores(["kot"]).tolist()
    assert scores == pytest.approx([gained(1, 2), gained(4, 4), 0.0], rel=1e-5)


def test_fields_add_up_and_a_title_counts_for_most(tmp_path: Path) -> None:
    found = engine(tmp_path, text("x", "kot"), text("kot", "x"), text("kot", "kot"))

    first, second, third = found.scores(["kot"]).tolist()
    assert third > second > first > 0


@pytest.mark.parametrize(
    ("held", "typed"),
    [
        ("szkoła specjalna", "szkola"),
        ("zasiłku", "zasilek"),
        ("szkoły", "szkole"),
        ("școală", "scoala"),
        ("şcoală", "școală"),  # cedillas are what many keyboards have
        ("المدرسة", "مدرسه"),
        ("مَدْرَسَة", "مدرسة"),
        ("سکول", "سكول"),
        ("ہسپتال", "هسپتال"),
        ("দীর্ঘ", "দির্ঘ"),
        ("avaliação", "avaliacao"),
    ],
)
def test_marks_letters_and_forms_that_vary_are_found(
    tmp_path: Path, held: str, typed: str
) -> None:
    found = engine(tmp_path, text("nic"), text(held))

    assert found.candidates([typed], 5)[0].tolist() == [1]


def test_nothing_in_a_language_is_nothing_found(tmp_path: Path) -> None:
    found = engine(tmp_path, text(""), text(""))

    assert found.candidates(["kot"], 5)[0].tolist() == []
