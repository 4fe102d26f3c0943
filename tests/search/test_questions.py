"""Parents' own questions find what they want: the judge's figures, held."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

JUDGE = Path(__file__).parents[1] / "evaluation"
# What plain words must reach; what understanding adds comes on top.
LEAST_SUCCESS = 0.60
LEAST_PLACE = 0.95


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", JUDGE / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_parents_questions_find_what_they_want(judge: ModuleType, site: str) -> None:
    lines = (JUDGE / "queries-dev.jsonl").read_text("utf-8").splitlines()
    queries = [json.loads(line) for line in lines if line.strip()]
    labels = judge.truth(str(JUDGE / "topics-covered.md"))

    scores, misses = judge.judge(queries, site, labels, "en")

    figures = {n: sum(v) / len(v) for n, v in scores["all"].items() if v}
    assert figures["success3"] >= LEAST_SUCCESS, "\n".join(misses)
    assert figures["place"] >= LEAST_PLACE, "\n".join(misses)
    assert figures["calm"] == 1.0, "an urgent box for a question that is not urgent"
