"""An edition is made aside, made once, and never replaced by a broken one."""

import shutil
from pathlib import Path

import pytest

from localoffer.edition.build import build
from localoffer.edition.digest import FORMAT, digest_of
from localoffer.edition.manifest import current, is_whole
from localoffer.edition.opening import Editions, open_edition
from localoffer.errors import EditionError
from localoffer.settings import Settings

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def made(settings: Settings, data: Path) -> Path:
    """A data folder with the edition that every test shares, in a copy."""
    shutil.copytree(settings.data / "editions", data / "editions")
    return data


@pytest.fixture
def folder(made: Path) -> Path:
    """The edition in it."""
    return made / "editions" / current(made / "editions")


def test_the_same_inputs_give_the_same_digest_and_the_same_bytes(
    content: Path, tmp_path: Path
) -> None:
    first, second = build(content, tmp_path / "a"), build(content, tmp_path / "b")

    assert first.digest == second.digest
    one, two = (tmp_path / n / "editions" / first.digest for n in ("a", "b"))
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(two) for p in two.rglob("*") if p.is_file())
    assert [f for f in files if (one / f).read_bytes() != (two / f).read_bytes()] == []


def test_a_second_build_uses_what_is_there(made: Path, folder: Path) -> None:
    again = build(CONTENT, made)

    assert again.was_there
    assert again.digest == folder.name


def test_a_damaged_edition_is_made_again(made: Path, folder: Path) -> None:
    (folder / "columns.json").write_text("[]", "utf-8")

    again = build(CONTENT, made)

    assert (again.digest, again.was_there) == (folder.name, False)
    assert is_whole(folder)


def test_one_changed_word_gives_another_digest(content: Path, tmp_path: Path) -> None:
    def digest() -> str:
        return digest_of(content, tmp_path / "code", {})

    first = digest()
    path = content / "services" / "camhs.md"
    path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")

    assert digest() != first


def test_a_broken_folder_leaves_the_old_edition_serving(
    content: Path, made: Path, folder: Path
) -> None:
    (content / "services" / "camhs.md").write_text("broken", "utf-8")

    built = build(content, made)

    assert built.digest == ""
    assert built.problems
    assert current(made / "editions") == folder.name


def test_a_new_edition_is_noticed(content: Path, made: Path) -> None:
    editions = Editions(made, seconds_between_looks=0)
    old = editions.current().digest
    path = content / "services" / "camhs.md"
    path.write_text(path.read_text("utf-8") + "\nNew.\n", "utf-8")

    new = build(content, made).digest

    assert editions.current().digest == new != old


def test_the_last_good_edition_serves_when_the_pointer_leads_nowhere(
    made: Path, folder: Path
) -> None:
    editions = Editions(made, seconds_between_looks=0)
    assert editions.current().digest == folder.name

    (made / "editions" / "current").write_text("nothing\n", "utf-8")

    assert editions.current().digest == folder.name


def test_no_edition_is_a_clear_error(data: Path) -> None:
    with pytest.raises(EditionError, match="localoffer build"):
        Editions(data).current()


def test_a_process_is_made_warm_before_its_first_reader(settings: Settings) -> None:
    editions = Editions(settings.data)

    editions.warm()

    assert "suggester" in vars(editions.current())


def test_without_an_edition_nothing_is_made_warm(data: Path) -> None:
    Editions(data).warm()

    with pytest.raises(EditionError):
        Editions(data).current()


def test_an_edition_of_another_format_is_refused(folder: Path) -> None:
    manifest = folder / "manifest.json"
    now = f'"format": "{FORMAT}"'
    manifest.write_text(manifest.read_text().replace(now, '"format": "0"'))

    with pytest.raises(EditionError, match="another version"):
        open_edition(folder)


def test_an_edition_of_older_code_asks_for_a_build(folder: Path) -> None:
    columns = folder / "columns.json"
    text = columns.read_text("utf-8").replace('"slug"', '"former"')
    columns.write_text(text, "utf-8")

    with pytest.raises(EditionError, match="localoffer build"):
        open_edition(folder)


def test_drafts_are_in_no_edition_and_unlisted_ones_in_no_search(
    content: Path, data: Path
) -> None:
    for slug, visibility in (("sibs", "draft"), ("camhs", "unlisted")):
        path = content / "services" / f"{slug}.md"
        text = path.read_text("utf-8")
        path.write_text(text.replace("---\n", f"---\nvisibility: {visibility}\n", 1))

    edition = open_edition(data / "editions" / build(content, data).digest)

    assert edition.entry("sibs") is None
    assert edition.entry("camhs") is not None
    assert edition.catalogue.number("camhs") is None


def test_an_edition_holds_nothing_that_runs(folder: Path) -> None:
    for path in folder.rglob("*"):
        assert path.is_dir() or path.suffix in {
            ".json", ".npy", ".bin", ".csv", ".yaml", ".txt",
        }  # fmt: skip
