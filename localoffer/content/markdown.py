"""Markdown to safe HTML. The one module that makes Markup."""

import re
from html import unescape

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

LINK = re.compile(r"\]\((service|guide):([a-z0-9-]+)\)")
FOLDERS = {"service": "services", "guide": "guides"}
TAGS = {
    "a", "bdi", "blockquote", "br", "em", "h2", "h3", "h4", "hr", "li", "ol", "p",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "bdi": {"lang"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = {"https", "http", "mailto", "tel"}


Html = Markup  # what others may call safe HTML, without making any
ENGLISH = Markup(' lang="en-GB" dir="ltr"')
OURS = re.compile(r'href="(/[^"]*")(?: rel="noopener")?')
PIECES = re.compile(r"(<[^>]+>|&#?\w+;)")


# A number a phone can ring: 11 digits in groups, or one of the short public ones.
NUMBER = re.compile(
    r"(?<![\w£/,.-])(0\d{2,4}(?: \d{2,6}){1,3}|0\d{10}|999|111|116 123)"
    r"(?![\w%/-]|,\d|\.\d| \d)"
)
TAGGED = re.compile(r"(<a\b.*?</a>|<[^>]+>)", re.DOTALL)


def render(text: str) -> Markup:
    """Return the HTML of an entry's body; headings begin at level 2.

    Anything outside the allow-list is removed. Links to entries come out as
    addresses without a language prefix; `localised` adds it.
    """
    linked = LINK.sub(lambda m: f"](/{FOLDERS[m[1]]}/{m[2]})", text)
    html = Markdown(extensions=["tables", "sane_lists"]).convert(linked)
    html = _ringing(re.sub(r"<(/?)h1>", r"<\1h2>", html))
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"
    )
    return Markup(clean)  # noqa: S704  nh3 has just sanitised it


def _ringing(html: str) -> str:
    """Return HTML in which each phone number of the text can be tapped."""
    parts = TAGGED.split(html)
    return "".join(
        part if part.startswith("<") else NUMBER.sub(_tel, part) for part in parts
    )


def _tel(match: re.Match[str]) -> str:
    return f'<a href="tel:{match[0].replace(" ", "")}">{match[0]}</a>'


def set_apart(html: str, foreign: re.Pattern[str]) -> Markup:
    """Return safe HTML in which what a pattern finds keeps its own direction.

    Digits are set apart alone; everything else is English.
    """
    parts = PIECES.split(html)
    return Markup(  # noqa: S704  safe before, and only elements of ours are added
        "".join(
            part if number % 2 else foreign.sub(_apart, part)
            for number, part in enumerate(parts)
        )
    )


def _apart(match: re.Match[str]) -> str:
    language = "" if match[0].lstrip("+")[:1].isdigit() else ' lang="en-GB"'
    return f"<bdi{language}>{match[0]}</bdi>"


def text_of(text: str, foreign: re.Pattern[str] | None = None) -> Markup:
    """Return a text as HTML; with a pattern, what that finds is set apart."""
    return set_apart(str(escape(text)), foreign) if foreign else escape(text)


def as_english(html: Markup) -> Markup:
    """Return HTML that says of itself that it is English."""
    return Markup("<span{}>{}</span>").format(ENGLISH, html)


def localised(html: str, prefix: str) -> Markup:
    """Return rendered HTML whose own links carry a language prefix such as `/pl`."""
    # Our own pages need no `rel`, and a page of many links is to be small.
    own = OURS.sub(rf'href="{prefix}\1', str(html))
    return Markup(own)  # noqa: S704  safe before, and only an address is longer


def links(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return (line from 0, kind, slug) for each link to an entry."""
    found = []
    for number, line in enumerate(text.split("\n")):
        found += [(number, m[1], m[2]) for m in LINK.finditer(line)]
    return tuple(found)


def plain(html: str) -> str:
    """Return the words of rendered HTML, for the index."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def passages(html: str) -> str:
    """Return the words of rendered HTML as a reader sees them.

    A block that ends without a full stop ends with a line break.
    """
    blocks = re.sub(r"</(?:p|li|h[2-4]|td|th|blockquote)>", "\n", html)
    shown = unescape(re.sub(r"<[^>]+>", "", blocks))
    lines = [" ".join(line.split()) for line in shown.split("\n")]
    return "".join(
        line + (" " if line.endswith((".", "!", "?")) else "\n")
        for line in lines
        if line
    )


def headings(html: str) -> str:
    """Return the words of the headings of rendered HTML."""
    return plain(" ".join(re.findall(r"<h[2-4]>.*?</h[2-4]>", html, re.DOTALL)))
