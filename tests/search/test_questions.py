"""Parents' own questions find what they want: the gate without a model, held."""

import json
import runpy
from pathlib import Path

JUDGE = Path(__file__).parents[1] / "evaluation"


def least(questions: str, model: str) -> dict[str, float]:
    """Return the least of each figure that a gate accepts."""
    lines = (JUDGE / "gates.txt").read_text("utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    found = next(figures for *of, figures in rows if of == [questions, model])
    pairs = (part.split("=") for part in found.split(","))
    return {name: float(figure) for name, figure in pairs}


def test_parents_questions_find_what_they_want(site: str) -> None:
    judge = runpy.run_path(str(JUDGE / "evaluate.py"))
    lines = (JUDGE / "queries-dev.jsonl").read_text("utf-8").splitlines()
    queries = [json.loads(line) for line in lines if line.strip()]
    labels = judge["truth"](str(JUDGE / "topics-covered.md"))

    scores, misses = judge["judge"](queries, site, labels, "en")

    figures = {n: sum(v) / len(v) for n, v in scores["all"].items() if v}
    bounds = least("dev", "off")
    short = {n: figures[n] for n, bound in bounds.items() if figures[n] < bound}
    assert {"success3", "place", "calm"} <= set(bounds)
    assert short == {}, "\n".join(misses)
