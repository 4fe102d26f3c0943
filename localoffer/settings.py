"""Settings: one frozen object, read from a mapping by one table."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from localoffer.errors import SettingsError
from localoffer.paths import find_assets

KEY_FILE = "secret.key"
ENGLISH = "en"
SHORTEST_KEY = 32  # characters


@dataclass(frozen=True)
class MailServer:
    """Where e-mails are handed over; without `is_tls` it is asked for STARTTLS."""

    host: str
    port: int
    is_tls: bool
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """Everything an operator may decide."""

    content: Path
    data: Path
    database_url: str
    url: str
    secret_key: str
    contact_keys: tuple[str, ...]
    trusted_hosts: tuple[str, ...]
    languages: tuple[str, ...]
    workers: int
    threads: int
    proxies: int
    meaning: bool
    smtp: MailServer | None
    mail_from: str


@dataclass(frozen=True)
class Setting:
    """One environment variable: its parser raises ValueError with what to write."""

    name: str
    field: str
    default: str
    help: str
    parse: Callable[[str], Any] = str


def _number(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch("[0-9]{1,6}", text) or not least <= int(text) <= most:
            raise ValueError(f"write a whole number from {least} to {most}")  # noqa: EM102
        return int(text)

    return parse


def _switch(text: str) -> bool:
    if text not in {"on", "off"}:
        raise ValueError("write on or off")  # noqa: EM101
    return text == "on"


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _languages(text: str) -> tuple[str, ...]:
    codes = _list(text)
    if not text:
        return ()
    if codes[:1] != ("en",) or any(not re.fullmatch("[a-z]{2,3}", c) for c in codes):
        raise ValueError("write codes with commas, English first: en,pl,ur")  # noqa: EM101
    return codes


def _url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("write the whole address: https://offer.example")  # noqa: EM101
    return text.rstrip("/")


def _database(text: str) -> str:
    kinds = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
    if text and not text.startswith(kinds):
        words = "write a PostgreSQL address: postgresql://user:password@host/name"
        raise ValueError(words)
    return text


def _keys(text: str) -> tuple[str, ...]:
    keys = _list(text)
    if not keys:
        return ()
    # Where there is a key; it is 7 MB of each web process.
    from cryptography.fernet import Fernet  # noqa: PLC0415

    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            words = "write keys made by `localoffer desk new-key`, newest first"
            raise ValueError(words) from None
    return keys


def _secret(text: str) -> str:
    if text and len(text) < SHORTEST_KEY:
        words = f"write at least {SHORTEST_KEY} random characters, or leave it out"
        raise ValueError(words)
    return text


PORTS = {"smtp": 587, "smtps": 465}


def _mail_server(text: str) -> MailServer | None:
    if not text:
        return None
    words = "write smtp://user:password@host:587, or smtps:// for port 465"
    try:
        parts = urlsplit(text)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise ValueError(words) from None
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(words)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise ValueError(words)
    return MailServer(parts.hostname, port, parts.scheme == "smtps", user, password)


def _sender(text: str) -> str:
    if text and not re.fullmatch(r"[!#-;?A-Z^-~]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", text):
        raise ValueError("write one address: offer@forum.example")  # noqa: EM101
    return text


SETTINGS = (
    Setting(
        "LOCALOFFER_CONTENT",
        "content",
        "",
        "The folder of entries. In a checkout: `content`.",
        str,
    ),
    Setting(
        "LOCALOFFER_DATA",
        "data",
        "",
        "Holds editions, keys and the SQLite file. In a checkout: `var`.",
        str,
    ),
    Setting(
        "LOCALOFFER_DATABASE_URL",
        "database_url",
        "",
        "A PostgreSQL address. Unset: an SQLite file.",
        _database,
    ),
    Setting(
        "LOCALOFFER_URL",
        "url",
        "",
        "The site's public address. Unset: only this machine may ask.",
        _url,
    ),
    Setting(
        "LOCALOFFER_SECRET_KEY",
        "secret_key",
        "",
        "A long random text, one for all machines. Unset: made once.",
        _secret,
    ),
    Setting(
        "LOCALOFFER_CONTACT_KEY",
        "contact_keys",
        "",
        "Keys that lock contact details. Unset: the form asks for none.",
        _keys,
    ),
    Setting(
        "LOCALOFFER_TRUSTED_HOSTS",
        "trusted_hosts",
        "",
        "More host names to answer to, with commas.",
        _list,
    ),
    Setting(
        "LOCALOFFER_LANGUAGES",
        "languages",
        "",
        "Languages of the pages, English first: `en,pl,ur`. Unset: all there are.",
        _languages,
    ),
    Setting("LOCALOFFER_WORKERS", "workers", "2", "Web processes.", _number(1, 64)),
    Setting(
        "LOCALOFFER_THREADS",
        "threads",
        "4",
        "Threads in each web process.",
        _number(1, 64),
    ),
    Setting(
        "LOCALOFFER_PROXIES",
        "proxies",
        "0",
        "How many proxies of yours stand before the site.",
        _number(0, 5),
    ),
    Setting(
        "LOCALOFFER_MEANING",
        "meaning",
        "on",
        "`off`: do without the model for meaning, though it is installed.",
        _switch,
    ),
    Setting(
        "LOCALOFFER_SMTP_URL",
        "smtp",
        "",
        "The mail server: `smtp://user:password@host:587`. Unset: nothing is sent.",
        _mail_server,
    ),
    Setting(
        "LOCALOFFER_MAIL_FROM",
        "mail_from",
        "",
        "The address that e-mails come from. Needed with a mail server.",
        _sender,
    ),
)


def read_settings(environ: Mapping[str, str], root: Path | None) -> Settings:
    """Return the settings; SettingsError names every problem at once.

    `root` is the checkout, which gives the folders their defaults; None in a wheel.
    """
    values: dict[str, Any] = {}
    problems = []
    for setting in SETTINGS:
        try:
            values[setting.field] = setting.parse(
                environ.get(setting.name) or setting.default
            )
        except ValueError as fault:
            problems.append(f"{setting.name}: {fault}.")
    for name, folder in (("content", "content"), ("data", "var")):
        if not values[name] and root is None:
            problems.append(f"LOCALOFFER_{name.upper()}: name a folder.")
        values[name] = Path(values[name] or (root or Path()) / folder).resolve()
    if values.get("smtp") and values.get("mail_from") == "":
        problems.append("LOCALOFFER_MAIL_FROM: name whom e-mails come from.")
    if problems:
        raise SettingsError("\n".join(problems))
    values["languages"] = values["languages"] or offered_languages()
    if not values["database_url"]:
        values["database_url"] = f"sqlite:///{values['data'] / 'localoffer.db'}"
    return Settings(**values)


def offered_languages() -> tuple[str, ...]:
    """Return the codes of all languages that our words are translated into."""
    folders = find_assets().translations.glob("*/LC_MESSAGES")
    return (ENGLISH, *sorted(folder.parent.name for folder in folders))


def ensure_secret_key(data: Path) -> str:
    """Return the key in the data folder, written once, readable by its owner only."""
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    path = data / KEY_FILE
    if not path.exists():
        # Not by process number: two containers on one folder may have the same.
        aside = data / f"{KEY_FILE}.{secrets.token_hex(8)}"
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(48), "ascii")
        # Another process may be first: then its key is the key.
        with suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    return path.read_text("ascii").strip()
