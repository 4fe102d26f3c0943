"""Every page that any test fetches is kept, and all are held to the HTML standard."""

import gzip
import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import brotli
from flask import Flask

ROOT = Path(__file__).parent.parent
VNU = ROOT / "scripts/styles/node_modules/vnu-jar/build/dist/vnu.jar"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
# What the checker does not know yet, word for word.
NOT_KNOWN: tuple[str, ...] = ()

Environ = dict[str, Any]
Wsgi = Callable[[Flask, Environ, Callable[..., Any]], Iterable[bytes]]


def keeping(call: Wsgi, folder: Path) -> Wsgi:
    """Return a call of an app that also keeps each page it answers with, once."""

    def answer(
        app: Flask, environ: Environ, start: Callable[..., Any]
    ) -> Iterable[bytes]:
        said: dict[str, str] = {}

        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said.update((name.lower(), value) for name, value in headers)
            return start(status, headers, *rest)

        body = b"".join(call(app, environ, begin))
        # Other apps, made to try one part, send no whole pages.
        is_ours = app.name == "localoffer.app"
        if is_ours and said.get("content-type", "").startswith("text/html") and body:
            _keep(body, said.get("content-encoding", ""), environ, folder)
        return [body]

    return answer


def _keep(body: bytes, encoding: str, environ: Environ, folder: Path) -> None:
    page = UNPACK[encoding](body) if encoding else body
    name = hashlib.sha256(page).hexdigest()[:16]
    asked = f"{environ['REQUEST_METHOD']} {environ.get('SCRIPT_NAME', '')}"
    asked += f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"
    (folder / f"{name}.html").write_bytes(page)
    (folder / f"{name}.asked").write_text(asked, "utf-8", "backslashreplace")


def can_check() -> bool:
    """Say whether the checker is here: Java, and vnu from the npm lock."""
    return shutil.which("java") is not None and VNU.is_file()


def faults_in(folder: Path) -> list[str]:
    """Return what the reference checker finds wrong in a folder's pages."""
    pages = sorted(map(str, folder.glob("*.html")))
    command = ["java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--format", "json"]
    done = subprocess.run(  # noqa: S603  our own jar over our own files
        [*command, *pages], capture_output=True, text=True, check=False
    )
    said = json.loads(done.stderr or '{"messages": []}')["messages"]
    return [_told(one) for one in said if one["message"] not in NOT_KNOWN]


def _told(message: dict[str, Any]) -> str:
    page = Path(message["url"].removeprefix("file:"))
    asked = page.with_suffix(".asked")
    where = asked.read_text("utf-8") if asked.is_file() else page.name
    extract = " ".join(message.get("extract", "").split())
    return f"{where}: {message['message']} · {extract}"
