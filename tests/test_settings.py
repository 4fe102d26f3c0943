"""Settings are read at once, and every problem is told at once."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from localoffer.errors import SettingsError
from localoffer.settings import (
    KEY_FILE,
    SETTINGS,
    SHORTEST_KEY,
    MailServer,
    ensure_secret_key,
    read_settings,
)

# A key that opens nothing: the same in each process, so that they find the same tests.
ANY_KEY = base64.urlsafe_b64encode(bytes(32)).decode()
WRONG = {
    "LOCALOFFER_DATABASE_URL": ("mysql://me:planted@host/x", "shop.db"),
    "LOCALOFFER_URL": ("offer.example", "ftp://offer.example", "https://", "http://["),
    "LOCALOFFER_SECRET_KEY": ("short",),
    "LOCALOFFER_CONTACT_KEY": ("not a key", f"{ANY_KEY},x"),
    "LOCALOFFER_LANGUAGES": ("pl,en", ",", "en,Polish", "en,../x"),
    "LOCALOFFER_WORKERS": ("0", "65", "two", "-1", "1.5", "²", "٣", "9" * 5000),
    "LOCALOFFER_THREADS": ("0",),
    "LOCALOFFER_PROXIES": ("6",),
    "LOCALOFFER_MEANING": ("yes", "0"),
    "LOCALOFFER_SMTP_URL": (
        "http://me:planted@host", "smtp://me:planted@", "smtp://me:planted@host:x",
        "smtp://me@host", "smtp://me:planted@host/x", "mail.example",
    ),
    "LOCALOFFER_MAIL_FROM": ("nobody", "a@b.example\nBcc: c@d.example", "a@b, c@d.org"),
}  # fmt: skip

SECRET = {
    "LOCALOFFER_DATABASE_URL", "LOCALOFFER_SECRET_KEY", "LOCALOFFER_CONTACT_KEY",
    "LOCALOFFER_SMTP_URL",
}  # fmt: skip


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nothing_need_be_set_in_a_checkout(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)

    assert settings.content == tmp_path / "content"
    assert settings.data == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path / 'var' / 'localoffer.db'}"
    assert (settings.url, settings.secret_key, settings.contact_keys) == ("", "", ())
    assert settings.languages == ("en", "ar", "bn", "pl", "pt", "ro", "so", "ur")
    assert settings.trusted_hosts == ()
    assert (settings.workers, settings.threads, settings.proxies) == (2, 4, 0)
    assert settings.meaning
    assert (settings.smtp, settings.mail_from) == (None, "")


def test_everything_can_be_set(tmp_path: Path) -> None:
    keys = tuple(Fernet.generate_key().decode() for _ in range(2))
    settings = read_settings(
        {
            "LOCALOFFER_CONTENT": str(tmp_path / "words"),
            "LOCALOFFER_DATA": str(tmp_path / "kept"),
            "LOCALOFFER_DATABASE_URL": "postgresql://app@db.example/offer",
            "LOCALOFFER_URL": "https://offer.example/",
            "LOCALOFFER_SECRET_KEY": "k" * SHORTEST_KEY,
            "LOCALOFFER_CONTACT_KEY": ", ".join(keys),
            "LOCALOFFER_TRUSTED_HOSTS": "a.example, b.example,",
            "LOCALOFFER_LANGUAGES": "en, ur",
            "LOCALOFFER_WORKERS": "8",
            "LOCALOFFER_THREADS": "16",
            "LOCALOFFER_PROXIES": "1",
            "LOCALOFFER_MEANING": "off",
            "LOCALOFFER_SMTP_URL": "smtp://me:p%40ss@mail.example",
            "LOCALOFFER_MAIL_FROM": "offer@forum.example",
        },
        None,
    )

    assert settings.content == tmp_path / "words"
    assert settings.data == tmp_path / "kept"
    assert settings.database_url == "postgresql://app@db.example/offer"
    assert settings.url == "https://offer.example"
    assert settings.secret_key == "k" * SHORTEST_KEY
    assert settings.contact_keys == keys
    assert settings.trusted_hosts == ("a.example", "b.example")
    assert settings.languages == ("en", "ur")
    assert (settings.workers, settings.threads, settings.proxies) == (8, 16, 1)
    assert not settings.meaning
    assert settings.smtp == MailServer("mail.example", 587, False, "me", "p@ss")
    assert "p@ss" not in repr(settings)
    assert settings.mail_from == "offer@forum.example"


def test_a_mail_server_needs_a_sender(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="LOCALOFFER_MAIL_FROM"):
        read_settings({"LOCALOFFER_SMTP_URL": "smtps://mail.example"}, tmp_path)

    sender = {"LOCALOFFER_MAIL_FROM": "offer@forum.example"}
    url = {"LOCALOFFER_SMTP_URL": "smtps://mail.example"}
    assert read_settings(sender | url, tmp_path).smtp == MailServer(
        "mail.example", 465, True
    )


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in WRONG for value in WRONG[name]]
)
def test_a_wrong_value_is_told_by_name_and_no_secret_repeated(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingsError) as told:
        read_settings({name: value}, tmp_path)

    assert told.value.message.startswith(f"{name}: ")
    assert told.value.message.count("\n") == 0
    assert told.value.exit_code == 2
    if name in SECRET:
        assert value not in told.value.message


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as told:
        read_settings({name: values[0] for name, values in WRONG.items()}, None)

    names = [line.split(":")[0] for line in told.value.message.splitlines()]
    assert sorted(names) == sorted([*WRONG, "LOCALOFFER_CONTENT", "LOCALOFFER_DATA"])


def test_every_setting_has_a_name_of_ours_and_a_line_of_help() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.name.startswith("LOCALOFFER_")
        assert setting.help.endswith(".")


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "deep" / "var"

    first, second = ensure_secret_key(data), ensure_secret_key(data)

    assert first == second
    assert len(first) >= SHORTEST_KEY
    assert (mode(data), mode(data / KEY_FILE)) == (0o700, 0o600)
    assert [path.name for path in data.iterdir()] == [KEY_FILE]


def test_an_open_folder_is_closed_again(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    ensure_secret_key(tmp_path)

    assert mode(tmp_path) == 0o700


def test_two_sites_have_two_keys(tmp_path: Path) -> None:
    assert ensure_secret_key(tmp_path / "a") != ensure_secret_key(tmp_path / "b")


def test_many_at_once_read_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: ensure_secret_key(tmp_path), range(16)))

    assert len(keys) == 1
