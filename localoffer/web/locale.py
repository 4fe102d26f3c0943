"""The path's prefix decides the language, and nothing else does."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from babel import Locale, UnknownLocaleError
from babel.dates import format_time
from flask import Flask, current_app, request
from flask_babel import Babel, force_locale, format_date, gettext

from localoffer.errors import SettingsError

# Machines' addresses do not translate: below a language prefix they are not found.
MACHINES = (
    "/api", "/desk", "/static", "/healthz", "/readyz", "/metrics", "/feed.atom",
    "/calendar.ics", "/sitemap.xml", "/robots.txt", "/opensearch.xml",
    "/manifest.webmanifest", "/sw.js", "/you-said-we-did.atom",
)  # fmt: skip
LANGUAGE = "localoffer.language"
OFFERED = "localoffer.languages"
PREFIX = re.compile(r"/([a-z]{2,3})(?=/|$)")
Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class LanguagePrefix:
    """Turns `/pl/search` into `/search` below `/pl`, so that links keep the prefix."""

    def __init__(self, wsgi: Wsgi, languages: tuple[str, ...]) -> None:
        """Wrap an app; English has no prefix."""
        self.wsgi = wsgi
        self.languages = languages[1:]

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        _, _, after = environ.get("PATH_INFO", "").partition("/")
        code, slash, rest = after.partition("/")
        if code in self.languages and not ("/" + rest).startswith(MACHINES):
            environ[LANGUAGE] = code
            environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{code}"
            environ["PATH_INFO"] = f"/{rest}" if slash else "/"
        return self.wsgi(environ, start)


@dataclass(frozen=True)
class LanguageLink:
    """This page in another language."""

    code: str
    own_name: str
    english_name: str
    dir: str
    url: str


@lru_cache
def _locale(code: str) -> Locale:
    return Locale.parse("en_GB" if code == "en" else code)


def language() -> str:
    """Return the code of this request's language."""
    return str(request.environ.get(LANGUAGE, "en"))


def direction(code: str) -> str:
    """Return `rtl` or `ltr`."""
    return str(_locale(code).text_direction)


def direction_of_words(code: str) -> str:
    """Return the direction of words in any language, `auto` of one we do not know."""
    try:
        return direction(code)
    except (UnknownLocaleError, ValueError):
        return "auto"


def register(app: Flask, languages: tuple[str, ...], translations: Path) -> None:
    """Give an app its languages; SettingsError when a catalogue is not compiled."""
    for code in languages[1:]:
        if not (translations / code / "LC_MESSAGES" / "messages.mo").is_file():
            message = f"LOCALOFFER_LANGUAGES: {code} has no compiled catalogue."
            hint = "Run: .venv/bin/python scripts/translate --compile"
            message = f"{message} {hint}"
            raise SettingsError(message)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(translations)
    app.config["BABEL_DEFAULT_LOCALE"] = "en_GB"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/London"
    Babel(app, locale_selector=_select)
    app.wsgi_app = LanguagePrefix(  # type: ignore[assignment]
        app.wsgi_app, languages
    )

    app.extensions[OFFERED] = languages

    app.context_processor(
        lambda: {
            "lang": language(),
            "dir": direction(language()),
            "language_links": language_links,
            "suggested_language": suggested_language,
            "suggestion": suggestion,
            "in_english": in_english,
            "day_name": day_name,
            "dir_of": direction_of_words,
        }
    )
    app.add_template_filter(lambda day: format_date(day, "long"), "long_date")
    app.add_template_filter(lambda day: format_date(day, "full"), "full_date")
    app.add_template_filter(clock_time)


def language_links() -> tuple[LanguageLink, ...]:
    """Return this page in each language that is offered, English first."""
    return tuple(_link(code) for code in _offered())


def suggested_language() -> LanguageLink | None:
    """Return the language that a browser asks for first, unless it has this page's.

    It is only suggested: the page stays in the language of its address.
    """
    wanted = [code.split("-")[0].lower() for code in request.accept_languages.values()]
    known = [code for code in wanted if code in _offered()]
    is_wanted = language() != "en" and language() in wanted
    if not known or is_wanted or known[0] == language():
        return None
    return _link(known[0])


def unknown_language() -> tuple[LanguageLink, ...]:
    """Return this page in the languages there are, if its address asks for another.

    Empty where the address begins with no language.
    """
    found = PREFIX.match(request.path)
    if found is None or not is_a_language(found[1]):
        return ()
    rest = request.path[len(found[1]) + 1 :] or "/"
    return tuple(_link(code, rest) for code in _offered())


def is_a_language(code: str) -> bool:
    """Say whether a code names a language, whether we have it or not."""
    return code in Locale.parse("en_GB").languages


def in_english(url: str) -> str:
    """Return the English address of a page of this request's language."""
    outer = request.script_root.removesuffix(f"/{language()}")
    return outer + url.removeprefix(request.script_root)


def suggestion(link: LanguageLink) -> str:
    """Return what is written on a link to another language, in that language."""
    with force_locale(str(_locale(link.code))):
        words: str = gettext("Read this page in %(language)s", language=link.own_name)
        return words


def _offered() -> tuple[str, ...]:
    offered: tuple[str, ...] = current_app.extensions[OFFERED]
    return offered


def day_name(day: str) -> str:
    """Return a weekday's name in this request's language."""
    number = DAYS.index(day)
    name: str = _locale(language()).days["stand-alone"]["wide"][number]
    return name


def clock_time(text: str) -> str:
    """Return a time of day such as 15:30 as this request's language writes it."""
    told: str = format_time(time.fromisoformat(text), "short", locale=_select())
    return told


DAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip


def _select() -> str:
    return str(_locale(language()))


def _link(code: str, path: str = "") -> LanguageLink:
    locale = _locale(code)
    outer = request.script_root.removesuffix(f"/{language()}")
    prefix = outer if code == "en" else f"{outer}/{code}"
    pairs = tuple(request.args.items(multi=True))
    # Browsers send some signs bare that an address may not hold.
    query = urlencode(pairs, safe=",:/", quote_via=quote)
    path = path or (request.path if request.method in {"GET", "HEAD"} else "/")
    path = quote(path, safe="/-._~!$&'()*+,;=:@", errors="replace")
    return LanguageLink(
        code=code,
        own_name=(locale.language_name or code).capitalize(),
        english_name=locale.get_language_name("en") or code,
        dir=direction(code),
        url=f"{prefix}{path}" + (f"?{query}" if query else ""),
    )
