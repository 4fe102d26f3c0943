"""What one web process takes: run in a process of its own by `scripts/benchmark`.

Prints JSON: for each step milliseconds by the clock and of the processor, and the
megabytes after it, those of this process alone and all, mapped files included.
"""

import json
import logging
import os
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Mark:
    """A moment: seconds by the clock and of the processor, and megabytes."""

    clock: float
    processor: float
    own: int
    all: int

    @classmethod
    def now(cls) -> "Mark":
        """Return this moment of this process."""
        status = Path("/proc/self/status").read_text("ascii")
        rows = dict(line.split(":", 1) for line in status.splitlines())
        own, whole = (int(rows[n].split()[0]) // 1000 for n in ("RssAnon", "VmRSS"))
        return cls(time.perf_counter(), time.process_time(), own, whole)

    def since(self, before: "Mark") -> dict[str, int]:
        """Return what came between, in whole milliseconds and megabytes."""
        return {
            "clock": round(1000 * (self.clock - before.clock)),
            "processor": round(1000 * (self.processor - before.processor)),
            "own": self.own,
            "all": self.all,
        }


def main() -> None:
    """Open the site in the data folder that is named, and ask it so many questions."""
    data, count = sys.argv[1], int(sys.argv[2])
    marks = {"start": Mark.now()}
    from localoffer.app import create_app  # noqa: PLC0415  importing is measured
    from localoffer.edition.opening import Editions  # noqa: PLC0415
    from localoffer.settings import read_settings  # noqa: PLC0415
    from localoffer.web.shelf import take  # noqa: PLC0415

    marks["import"] = Mark.now()
    environ = {**os.environ, "LOCALOFFER_DATA": data}
    app = create_app(read_settings(environ, ROOT))
    logging.getLogger("localoffer.access").disabled = True
    marks["make the site"] = Mark.now()
    with app.app_context():
        edition = take(Editions).current()
    marks["open the edition"] = Mark.now()
    from measuring import Questions  # noqa: PLC0415

    client = app.test_client()
    for number, asked in enumerate(Questions(edition.vocabulary).take(count)):
        address = "/search" if number % 2 else "/api/search"
        answer = client.get(address, query_string=asked.to_args())
        if answer.status_code != 200:
            raise SystemExit(answer.status)
        marks.setdefault("answer the first question", Mark.now())
    marks[f"answer {count} questions"] = Mark.now()
    client.get("/api/suggest?q=sp")
    marks["suggest while she types"] = Mark.now()
    steps = pairwise(marks.items())
    print(json.dumps({name: mark.since(before) for (_, before), (name, mark) in steps}))


if __name__ == "__main__":
    main()
