"""What an e-mail says, and that nothing can be slipped into one."""

import ast
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, strategies as some

from localoffer.outbox.letters import (
    DOORS,
    KINDS,
    LINKS,
    Letter,
    address_in,
    compose,
    language_of,
)
from localoffer.outbox.mails import Mail

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SITE = "https://offer.example"


@pytest.mark.parametrize("kind", KINDS)
def test_an_e_mail_is_one_sentence_a_link_and_a_reference(kind: str) -> None:
    letter = Letter(7, kind, "/feedback/7K3M-9QTX-2HBA", "7K3M-9QTX-2HBA")

    message = compose(letter, SITE, NOW)

    assert message.get_content().splitlines() == [
        KINDS[kind].sentence,
        "",
        f"{SITE}/feedback/7K3M-9QTX-2HBA",
        "",
        "Your reference is: 7K3M-9QTX-2HBA",
    ]
    assert message["Subject"] == KINDS[kind].subject
    assert message.get_content_type() == "text/plain"
    assert set(message.keys()) == {
        "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip


def test_the_same_e_mail_sent_again_has_the_same_name() -> None:
    letter = Letter(7, "reply", "/feedback/x", None)

    names = {compose(letter, SITE, NOW)["Message-ID"] for _ in range(2)}

    assert names == {"<mail-7@offer.example>"}


@given(some.text(max_size=60))
def test_nothing_is_slipped_in_by_a_path(path: str) -> None:
    try:
        message = compose(Letter(1, "reply", path, None), SITE, NOW)
    except ValueError:
        return
    sent = message_from_bytes(message.as_bytes(), policy=default)
    assert sent.keys() == compose(Letter(1, "reply", "/", None), SITE, NOW).keys()
    assert sent.get_content().splitlines()[2:] == [f"{SITE}{path}"]


@pytest.mark.parametrize(
    "path", ["/x\nBcc: a@b.example", "/x\r\n.\r\n", "//evil.example/x", "x", "", "/é"]
)
def test_a_mail_with_what_is_no_path_is_not_made(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        Mail("reply", path)


def test_a_mail_of_no_known_kind_is_not_made() -> None:
    with pytest.raises(ValueError, match="kind"):
        Mail("advert", "/x")


def test_every_kind_of_mail_that_the_code_makes_has_words() -> None:
    for path in sorted((ROOT / "localoffer").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Mail":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    assert first.value in KINDS, path


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("pat@home.example", "pat@home.example"),
        ("Write to: pat.smith+lo@home.example.", "pat.smith+lo@home.example"),
        ("<pat@home.example>, 07700 900123", "pat@home.example"),
        ("pat@home.example pat@home.example", "pat@home.example"),
        ("07700 900123", None),
        ("pat@home.example or sam@home.example", None),
        ("pat@home", None),
        ("pat..x@home.example", None),
        ("pat@home.example\r\nBcc: sam@home.example", None),
        ("a" * 250 + "@home.example", None),
        ("", None),
    ],
)  # fmt: skip
def test_an_address_is_found_in_what_a_parent_wrote(
    contact: str, address: str | None
) -> None:
    assert address_in(contact) == address


@given(some.text())
def test_whatever_was_written_an_address_is_one_word_of_plain_signs(text: str) -> None:
    found = address_in(text)

    assert found is None or (found.isascii() and found.isprintable())
    assert " " not in (found or "")


@pytest.mark.parametrize(
    ("path", "language"),
    [("/pl/feedback/x", "pl"), ("/feedback/x", "en"), ("/", "en"), ("/plum", "en")],
)
def test_the_path_decides_the_language(path: str, language: str) -> None:
    assert language_of(path, ("en", "pl", "ur")) == language


def test_whoever_is_let_in_by_a_link_has_it_forgotten_afterwards() -> None:
    assert DOORS < LINKS < set(KINDS)
