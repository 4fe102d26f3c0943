"""Files that pages need, served from memory under names that hold their digest."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, request

from localoffer.web.shelf import put, take

YEAR = 365 * 24 * 3600
bp = Blueprint("files", __name__)


@dataclass(frozen=True)
class StaticFile:
    """One file, ready to send in three encodings."""

    mimetype: str
    plain: bytes
    brotli: bytes
    gzip: bytes


@dataclass(frozen=True)
class StaticFiles:
    """Files by the name they are served under, and that name by their own."""

    files: dict[str, StaticFile]
    names: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> "StaticFiles":
        """Return every file of a folder, compressed once."""
        files, names = {}, {}
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            data, own = path.read_bytes(), path.relative_to(folder).as_posix()
            digest = hashlib.sha256(data).hexdigest()[:10]
            name = f"{own.removesuffix(path.suffix)}.{digest}{path.suffix}"
            files[name], names[own] = _file(path, data), name
        return cls(files, names)


def _file(path: Path, data: bytes) -> StaticFile:
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return StaticFile(mimetype, data, *_packed(data))


@lru_cache
def _packed(data: bytes) -> tuple[bytes, bytes]:
    """Return bytes by brotli and by gzip, once in a process that makes many apps."""
    return brotli.compress(data, quality=11), gzip.compress(data, 9, mtime=0)


def static_url(name: str) -> str:
    """Return the address of a file, without a language prefix; KeyError if none."""
    return f"/static/{take(StaticFiles).names[name]}"


@bp.get("/static/<path:name>")
def file(name: str) -> Response:
    """Send a file for ever, in the smallest form the browser takes."""
    files = take(StaticFiles)
    if name not in files.files:
        abort(404)
    return sent(files.files[name])


def sent(found: StaticFile) -> Response:
    """Return a file for ever, in the smallest form the browser takes."""
    accepts = request.accept_encodings
    body = found.plain
    encoding = accepts.best_match(("br", "gzip")) or ""
    if encoding:
        body = found.brotli if encoding == "br" else found.gzip
    if len(body) >= len(found.plain):
        body, encoding = found.plain, ""
    response = Response(body, mimetype=found.mimetype)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def register(app: Flask, folder: Path) -> None:
    """Serve a folder's files and give templates their addresses."""
    put(app, StaticFiles, StaticFiles.read(folder))
    app.register_blueprint(bp)
    app.jinja_env.globals["static_url"] = static_url
