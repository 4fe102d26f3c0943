"""Headers of every answer: safety, caching, and a smaller form."""

import gzip
import hashlib
from collections.abc import Callable

import brotli
from flask import Flask, Response, g, request

from localoffer.web.locale import language, suggested_language

SAFETY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "geolocation=(self), camera=(), microphone=(), browsing-topics=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=31536000"
PRIVATE = ("/feedback", "/found", "/desk", "/healthz", "/readyz", "/metrics")
SHORTEST_PACKED = 500  # bytes; below it the wrapping costs more than it saves
TEXT = (
    "text/", "application/json", "application/xml", "application/atom+xml",
    "application/opensearchdescription+xml", "application/manifest+json",
)  # fmt: skip

Version = Callable[[], str]


def register(app: Flask, version: Version, style: Callable[[], str]) -> None:
    """Set headers on every answer; `version` names all that shapes a public page.

    `style` is the address of the styles: a browser that reads it in the headers asks
    for them before it has begun to read the page.
    """

    def finish(response: Response) -> Response:
        _make_safe(response)
        if request.path.startswith("/static/") and response.status_code == 200:
            return response
        if response.mimetype == "text/html":
            response.headers["Link"] = f"<{style()}>; rel=preload; as=style"
        encoding = _encoding(response)
        _cache(response, encoding)
        if response.status_code != 304 and encoding:
            _pack(response, encoding)
        return response

    def begin() -> None:
        # Read before the page is made: a tag older than its page is only asked again,
        # a newer one would keep an old page for ever.
        if _is_public():
            g.version = version()

    app.before_request(begin)
    app.after_request(finish)


def shape_by(*parts: object) -> None:
    """Name more that shapes this public page: its tag changes when they do."""
    g.version = "\0".join((g.version, *map(str, parts)))


def _make_safe(response: Response) -> None:
    for name, value in SAFETY.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = HSTS


def _is_public() -> bool:
    is_read = request.method in {"GET", "HEAD"}
    return is_read and not request.path.startswith((*PRIVATE, "/static/"))


def _cache(response: Response, encoding: str) -> None:
    if response.status_code != 200 or not _is_public():
        response.headers["Cache-Control"] = "no-store"
        return
    if response.cache_control.max_age:
        return
    response.headers["Cache-Control"] = "public, no-cache"
    is_page = response.mimetype == "text/html"
    suggested = suggested_language() if is_page else None
    also = ", Accept-Language" if is_page else ""
    response.headers["Vary"] = f"Accept-Encoding{also}"
    if "ETag" not in response.headers:
        # The address says which page it is; the version says what shapes it.
        address = f"{request.script_root}{request.full_path}{request.host}"
        code = suggested.code if suggested else ""
        said = f"{g.version}\0{language()}\0{code}\0{encoding}\0{address}"
        response.set_etag(hashlib.sha256(said.encode()).hexdigest()[:20])
    response.make_conditional(request)


def _encoding(response: Response) -> str:
    """Return br, gzip or nothing. The desk mixes secrets with words: never there."""
    is_text = (response.mimetype or "").startswith(TEXT)
    if not is_text or response.is_streamed or request.path.startswith("/desk"):
        return ""
    if len(response.get_data()) < SHORTEST_PACKED:
        return ""
    accepts = request.accept_encodings
    return accepts.best_match(("br", "gzip")) or ""


def _pack(response: Response, encoding: str) -> None:
    data = response.get_data()
    packed = (
        brotli.compress(data, quality=5)
        if encoding == "br"
        else gzip.compress(data, 6, mtime=0)
    )
    response.set_data(packed)
    response.headers["Content-Encoding"] = encoding
