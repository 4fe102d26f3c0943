"""A translation says words; what it may not say is a problem with its line."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as some

from localoffer.cli import group
from localoffer.content.fields import TURNS
from localoffer.content.frontmatter import read_document
from localoffer.content.problems import Problem, errors
from localoffer.content.reading import read_library
from localoffer.content.translations import Original, TranslationFields
from localoffer.content.worksheet import worksheet

CONTENT = Path(__file__).parents[2] / "content"
FILE = "services/mk-sendias.pl.md"
Change = Callable[[str, str], list[Problem]]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def change(content: Path) -> Change:
    """Return the problems that a change of the Polish translation brings."""

    def changed(old: str, new: str) -> list[Problem]:
        path = content / FILE
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        _, problems = read_library(content)
        assert {problem.file for problem in problems} <= {FILE}
        return problems

    return changed


def original(place: str, folder: Path = CONTENT) -> Original:
    library, _ = read_library(folder)
    assert library is not None
    return library.originals[place]


@pytest.mark.parametrize(
    ("old", "new", "field", "wrong"),
    [
        ("state: drafted", "state: drafted\nages: {from: 3}", "ages", "no such field"),
        ("state: drafted", "state: done", "state", "not one of the words"),
        ("made_from: ", "made_from: x", "made_from", "not written as it should"),
        ("Advice line", "Advice", "words.3.en", "not in the entry any more"),
        ("10:00 do 15:00", "10:00 do 15:00, 01908 000000", "words.5.to",
         "adds 01908000000"),
        ("o 55%", "o 55%, £20", "body", "adds £20"),
        ("plany edukacji", "plany na [stronie](service:camhs)", "body",
         "adds service:camhs"),
        ("od 10:00", "od ١٠:٠٠", "words.5.to", "a digit that no telephone has"),
        ("SENDIAS nie staje", "SENDIAS \u202e nie staje", "body", "text-direction"),
        ("Telefon z poradami", "Telefon \u202e", "words.3.to", "text-direction"),
    ],
)  # fmt: skip
def test_what_a_translation_may_not_say_is_a_problem(
    change: Change, old: str, new: str, field: str, wrong: str
) -> None:
    found = change(old, new)

    assert found
    assert any(p.field == field and wrong in p.wrong for p in found), found
    assert all(p.line > 1 for p in found)


def test_what_is_not_said_yet_is_advice_and_the_english_is_shown(
    content: Path, change: Change
) -> None:
    found = change("to: Telefon z poradami", "to:")

    assert [(p.field, p.level) for p in found] == [("words.3.to", "advice")]
    library, _ = read_library(content)
    assert library is not None
    polish = next(t for t in library.translations if t.language == "pl")
    assert "Advice line" not in polish.words


def test_a_translation_of_no_entry_is_advice_and_left_out(content: Path) -> None:
    text = (content / FILE).read_text("utf-8")
    (content / "services/gone.pl.md").write_text(text, "utf-8")

    library, problems = read_library(content)

    assert library is not None
    assert errors(problems) == ()
    assert [p.file for p in problems] == ["services/gone.pl.md"]
    places = {v.place for t in library.translations for v in t.versions}
    assert "services/mk-sendias" in places
    assert "services/gone" not in places


def test_the_digest_is_of_the_words_and_not_of_the_facts(content: Path) -> None:
    path = content / "services/mk-sendias.md"
    before, text = original("services/mk-sendias"), path.read_text("utf-8")

    path.write_text(text.replace("01908 254518", "01908 254000"), "utf-8")
    assert original("services/mk-sendias", content).digest == before.digest
    path.write_text(text.replace("Advice line", "Telephone advice"), "utf-8")
    assert original("services/mk-sendias", content).digest != before.digest


@pytest.mark.parametrize(
    "place", ["services/camhs", "guides/turning-16", "pages/about"]
)
def test_a_worksheet_is_a_translation_with_gaps(content: Path, place: str) -> None:
    english = original(place)
    sheet = worksheet(english, {english.title: "Tytuł"})
    (content / f"{place}.pl.md").write_text(sheet, "utf-8")

    library, problems = read_library(content)

    assert library is not None
    assert errors(problems) == ()
    assert {p.wrong for p in problems} == {"this is not translated yet"}
    document, _ = read_document(sheet.encode(), "x")
    assert document is not None
    fields = TranslationFields.model_validate(document.fields)
    assert fields.made_from == english.digest
    assert tuple(pair.en for pair in fields.words) == english.inner
    comments = re.findall(r"<!--\n(.*?)\n-->", document.body, re.DOTALL)
    assert "\n\n".join(comments) == english.body


@given(some.text(some.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_words_come_back_from_a_worksheet_as_they_were(text: str) -> None:
    text = TURNS.sub("", text).strip() or "x"
    english = Original("T", "S", ("T", "S", text), "")

    document, _ = read_document(worksheet(english, {}).encode(), "x")

    assert document is not None
    fields = TranslationFields.model_validate(document.fields)
    assert [pair.en for pair in fields.words] == list(english.inner)


def run(content: Path, *arguments: str) -> tuple[int, str]:
    environ = {"LOCALOFFER_CONTENT": str(content)}
    result = CliRunner().invoke(group, arguments, env=environ)
    message = getattr(result.exception, "message", "")
    return result.exit_code, result.output + str(message)


def test_a_translation_is_begun_once(content: Path) -> None:
    first = run(content, "new", "--translate", "pl", "camhs")
    text = (content / "services/camhs.pl.md").read_text("utf-8")
    second = run(content, "new", "--translate", "pl", "camhs")

    assert first == (0, "services/camhs.pl.md: fill in what is empty.\n")
    assert "en: Start with the CAMHS Single Point of Access" in text
    assert second[0] == 1
    assert "is there already" in second[1]
    assert (content / "services/camhs.pl.md").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("language", "slug", "said"),
    [
        ("xx", "camhs", "`xx` is no other language"),
        ("en", "camhs", "no other language"),
        ("pl", "nothing", "no entry or page `nothing`"),
        ("pl", "../camhs", "no entry or page"),
    ],
)
def test_what_cannot_be_begun_says_why(
    content: Path, language: str, slug: str, said: str
) -> None:
    code, output = run(content, "new", "--translate", language, slug)

    assert code == 1
    assert said in output


def git(content: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    command = ["git", "-C", str(content), *names, *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def test_a_stale_translation_is_listed_with_each_word_that_changed(
    content: Path,
) -> None:
    git(content, "init")
    git(content, "add", ".")
    git(content, "commit", "-m", "first")
    path = content / "services/mk-sendias.md"
    text = path.read_text("utf-8")
    assert "Start here." in text
    path.write_text(text.replace("Start here.", "Begin here."), "utf-8")

    code, output = run(content, "stale", "--translations")

    assert code == 0
    assert output.count("mk-sendias.") == 8  # seven languages, and Easy Read
    assert "[-Start-] {+Begin+} here." in output
    assert "8 to look at again" in output
    assert "are drafts that no speaker or reader has checked yet" in output


def test_without_a_history_it_says_that_it_cannot_tell(content: Path) -> None:
    path = content / "services/mk-sendias.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Start here.", "Begin here."), "utf-8")

    _, output = run(content, "stale", "--translations")

    assert "The history does not hold the English" in output
    assert run(CONTENT, "stale", "--translations")[1].startswith("0 to look at again")
