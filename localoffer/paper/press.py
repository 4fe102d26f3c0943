"""HTML to a PDF: tagged, with bookmarks, and without a network."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass

from localoffer.errors import LocalOfferError

OWN_LINK = re.compile(r' href="(/[^"]*)"')
# A space would let right-to-left text turn the halves of a number about.
IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")
WORDS = re.compile(r"(<style>.*?</style>|<[^>]*>)", re.DOTALL)
# A link whose words are its address already.
TELLING = re.compile(r'<a (href="https?://(?:www\.)?([^"/]+)/?"[^>]*>\2</a>)')
INNER_ID = re.compile(r' (?:id|aria-labelledby)="(?!entry-|part-)[^"]*"')
MISSING = (
    "PDFs cannot be made here. Install libpango-1.0-0, libpangoft2-1.0-0 and "
    "libharfbuzz-subset0"
)


class PressError(LocalOfferError):
    """This machine cannot make PDFs; the message says what to install."""

    exit_code = 5


LONGEST = 540  # seconds; after ten minutes the worker counts as dead
APART = (sys.executable, "-P", "-m")


@dataclass(frozen=True)
class Pdf:
    """A finished PDF and how many pages it has."""

    data: bytes
    pages: int


def press(html: str) -> Pdf:
    """Return an HTML document as a PDF/UA file; PressError where Pango is missing.

    Nothing is fetched: pictures are in the document itself.
    """
    # Two seconds and 67 MB, which no web process may ever take.
    try:
        from weasyprint import HTML  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except (ImportError, OSError) as fault:
        raise PressError(MISSING) from fault
    fetcher = URLFetcher(allowed_protocols=("data",))
    document = HTML(string=html, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1")
    data = document.write_pdf(pdf_variant="pdf/ua-1")
    return Pdf(data, len(document.pages))


def press_apart(html: str) -> Pdf:
    """Return the same PDF, made in a process of its own; its memory ends with it.

    A hundred entries take some 350 MB. A long-running worker would never give them
    back, and a fault in the libraries would take it along.
    """
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(  # noqa: S603  our own Python, our own code
            [*APART, __name__], input=html.encode(), stdout=out, check=False,
            timeout=LONGEST,
        )  # fmt: skip
        if done.returncode == PressError.exit_code:
            raise PressError(MISSING)
        done.check_returncode()
        out.seek(0)
        pages, _, data = out.read().partition(b"\n")
    return Pdf(data, int(pages))


def main() -> None:
    """Press what comes in; put out how many pages, then the PDF."""
    try:
        pdf = press(sys.stdin.buffer.read().decode())
    except PressError as fault:
        sys.exit(fault.exit_code)
    sys.stdout.buffer.write(f"{pdf.pages}\n".encode() + pdf.data)


def can_press() -> bool:
    """Say whether this machine has all that a PDF needs, without taking it in."""
    code = "import weasyprint"
    done = subprocess.run([*APART[:2], "-c", code], capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


def on_paper(html: str, places: Mapping[str, str], root: str) -> str:
    """Return a document of several pages as one: its links and names made its own.

    `places` are our own paths with the place of each in the document. Other paths of
    ours become whole addresses below `root`, or words without a link when there is
    none. `data-own` marks links whose address need not be printed.
    """

    def linked(match: re.Match[str]) -> str:
        path = match[1]
        if path in places:
            return f' href="#{places[path]}"'
        return f' data-own href="{root}{path}"' if root else ""

    # The sections of each page have the same names as those of the next.
    named = OWN_LINK.sub(linked, INNER_ID.sub("", html))
    told = TELLING.sub(r"<a data-own \1", named)
    return "".join(map(_unbroken, WORDS.split(told)))


def _unbroken(part: str) -> str:
    """Return a part of a document; words of it with their numbers held together."""
    if part.startswith("<"):
        return part
    return IN_A_NUMBER.sub("\N{NO-BREAK SPACE}", part)


if __name__ == "__main__":
    main()
