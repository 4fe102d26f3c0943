"""A page without any look: the text of one of ours, to hold its speed against."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import brotli
from bs4 import BeautifulSoup, Tag

FOLDER = "BARE_PAGES"  # where the pages lie, for the server's process
UNSEEN = ("script", "style", "link", "svg", "meta", "input", "textarea")
KEPT = {"href", "lang", "dir"}


def bare(html: str) -> str:
    """Return a page with the same words, headings, lists and links; nothing else."""
    page = BeautifulSoup(html, "html.parser")
    for tag in page.find_all(UNSEEN):
        tag.decompose()
    for tag in page.find_all(True):
        if isinstance(tag, Tag):
            tag.attrs = {k: v for k, v in tag.attrs.items() if k in KEPT}
    head = page.head
    if head is not None:
        head.insert(0, page.new_tag("meta", charset="utf-8"))
    return str(page)


def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Serve the folder's pages as our own are: packed, and asked for again."""
    path = Path(os.environ[FOLDER], environ["PATH_INFO"].strip("/"))
    headers = [("Content-Type", "text/html; charset=utf-8")]
    headers += [("Content-Encoding", "br"), ("Cache-Control", "no-cache")]
    start("200 OK" if path.is_file() else "404 Not Found", headers)
    return [brotli.compress(path.read_bytes() if path.is_file() else b"-", quality=5)]
