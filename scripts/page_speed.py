"""How quickly pages come to a poor phone, for `scripts/benchmark --pages`."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bare import FOLDER, bare
from playwright.sync_api import Browser, Playwright, sync_playwright

from localoffer.settings import Settings
from tests.pages.states import KINDS, is_translated

ROOT = Path(__file__).resolve().parent.parent
VISITS = 5  # the middle one is told
SLOWER = 4  # times, than this machine's processor
COMPARED = ("home-first", "search-found", "services-slug-doubts")
WATCH = """window.seen = {first: 0, largest: 0, shift: 0, blocked: 0};
const watch = (type, each) => new PerformanceObserver(list =>
  list.getEntries().forEach(each)).observe({type, buffered: true});
watch('paint', e => {
  if (e.name == 'first-contentful-paint') seen.first = e.startTime });
watch('largest-contentful-paint', e => { seen.largest = e.startTime });
watch('layout-shift', e => { if (!e.hadRecentInput) seen.shift += e.value });
watch('longtask', e => { seen.blocked += Math.max(0, e.duration - 50) });"""


@dataclass(frozen=True)
class Line:
    """A connection: milliseconds there and back, bits a second down and up."""

    name: str
    latency: int
    down: float
    up: float


SLOW_4G = Line("slow 4G", 150, 1.6e6, 750e3)
SECOND_G = Line("2G", 800, 280e3, 256e3)


@dataclass(frozen=True)
class Visit:
    """What one visit took: bytes, requests; milliseconds; layout shift."""

    size: int
    requests: int
    first: float
    largest: float
    shift: float
    blocked: float


def visit(browser: Browser, phone: dict[str, object], url: str, line: Line) -> Visit:
    """Return what a first visit to a page takes over a line, nothing kept before."""
    context = browser.new_context(**phone, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    tools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": line.latency,
            "downloadThroughput": line.down / 8,
            "uploadThroughput": line.up / 8,
        },
    )
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[int] = []
    tools.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(url, wait_until="networkidle")
    seen = page.evaluate("seen")
    context.close()
    return Visit(sum(sizes), len(sizes), **seen)


def middle(visits: Sequence[Visit]) -> Visit:
    """Return the middle of each figure."""
    return Visit(
        *(
            statistics.median(getattr(one, name) for one in visits)
            for name in Visit.__dataclass_fields__
        )  # type: ignore[arg-type]
    )


@contextmanager
def serving(command: Sequence[str], environ: dict[str, str]) -> Iterator[str]:
    """Run a server on a free port of this machine, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        # It listens already: what is asked before the server has begun waits for it.
        said = [*command, "--bind", f"fd://{listening.fileno()}"]
        run = subprocess.Popen(
            said,
            env={**os.environ, **environ},
            pass_fds=[listening.fileno()],
            stderr=subprocess.DEVNULL,
        )
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            run.terminate()
            run.wait()


def gunicorn(app: str) -> list[str]:
    """Return the command that serves an app as the site is served."""
    return [
        sys.executable, "-P", "-m", "gunicorn", app, "--workers", "1", "--threads", "4",
        "--worker-class", "gthread", "--no-control-socket", "--log-level", "error",
        "--pythonpath", f"{ROOT},{ROOT / 'scripts'}",
    ]  # fmt: skip


def measure_page_speed(settings: Settings) -> None:
    """Print what every kind of page takes, and three beside their bare text."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    environ = {"LOCALOFFER_DATA": str(settings.data), "LOCALOFFER_MEANING": "off"}
    with (
        serving(gunicorn("localoffer.app:from_environment()"), environ) as site,
        sync_playwright() as drives,
    ):
        browser = drives.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        _print_kinds(browser, drives, site)
        _print_beside_bare(browser, drives, site)
        browser.close()


def _print_kinds(browser: Browser, drives: Playwright, site: str) -> None:
    phone = drives.devices["Galaxy S9+"]
    for line in (SLOW_4G, SECOND_G):
        print(f"\n{line.name}, processor {SLOWER} times slower: bytes, requests;")
        print("first paint, largest paint, blocking time in ms; layout shift")
        for state in KINDS:
            for prefix in ("", "/ur") if is_translated(state) else ("",):
                url = site + prefix + state.address
                figures = _figures(visit(browser, phone, url, line))
                print(f"{figures}  {prefix}{state.address}")


def _figures(one: Visit) -> str:
    return (
        f"{one.size:6.0f} {one.requests:2.0f}  {one.first:5.0f} {one.largest:5.0f} "
        f"{one.blocked:4.0f}  {one.shift:.3f}"
    )


def _print_beside_bare(browser: Browser, drives: Playwright, site: str) -> None:
    phone = drives.devices["Galaxy S9+"]
    kinds = [state for state in KINDS if state.name in COMPARED]
    with tempfile.TemporaryDirectory() as folder:
        for state in kinds:
            with urllib.request.urlopen(site + state.address) as answer:  # noqa: S310
                text = bare(answer.read().decode())
            Path(folder, state.name).write_text(text, "utf-8")
        with serving(gunicorn("bare:app"), {FOLDER: folder}) as plain:
            said = f"{SLOW_4G.name}, middle of {VISITS}"
            print(f"\nLargest paint beside the bare text, {said}")
            for state in kinds:
                # In turn, so that what else this machine does falls on both.
                pairs = [
                    (
                        visit(browser, phone, site + state.address, SLOW_4G),
                        visit(browser, phone, f"{plain}/{state.name}", SLOW_4G),
                    )
                    for _ in range(VISITS)
                ]
                ours = middle([pair[0] for pair in pairs]).largest
                theirs = middle([pair[1] for pair in pairs]).largest
                ratio = f"{ours:.0f} / {theirs:.0f} ms = {ours / theirs:.2f}"
                print(f"{state.address}: {ratio}")
