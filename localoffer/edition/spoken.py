"""What families say, kept in an edition as it was cut and weighed at build time."""

import json
from pathlib import Path

import numpy as np

from localoffer.question.profile import TopicProfile
from localoffer.question.spoken import Spoken
from localoffer.question.topics import TopicIndex
from localoffer.question.urgency import Alarm
from localoffer.search.arrays import mapped

PHRASES = "phrases.json"
ARRAYS = ("rarity", "starts", "rows", "weights")


def write_spoken(folder: Path, spoken: Spoken) -> None:
    """Write what families say as a file of words and some of numbers."""
    row = {
        "alarm": spoken.alarm.row,
        "topics": spoken.topics.row,
        "slugs": spoken.profile.slugs,
        "features": spoken.profile.features,
        "said": sorted(spoken.said),
        "pairs": sorted(spoken.pairs),
    }
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    (folder / PHRASES).write_text(text, "utf-8")
    for name in ARRAYS:
        array = getattr(spoken.profile, name)
        np.save(folder / f"profile-{name}.npy", array, allow_pickle=False)


def open_spoken(folder: Path) -> Spoken:
    """Return what families say as it was written."""
    row = json.loads((folder / PHRASES).read_text("utf-8"))
    profile = TopicProfile(
        slugs=tuple(row["slugs"]),
        features=tuple(row["features"]),
        **{name: mapped(folder / f"profile-{name}.npy") for name in ARRAYS},
    )
    return Spoken(
        alarm=Alarm.of_row(row["alarm"]),
        topics=TopicIndex.of_row(row["topics"]),
        profile=profile,
        said=frozenset(row["said"]),
        pairs=frozenset(row["pairs"]),
    )
