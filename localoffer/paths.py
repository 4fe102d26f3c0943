"""Where templates, static files and translations lie: in the wheel or beside it."""

from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Assets:
    """The three folders that the package reads but does not hold as code."""

    templates: Path
    static: Path
    translations: Path


def find_assets(package: Path = PACKAGE) -> Assets:
    """Return the folders packed into the wheel, else the ones beside the package."""
    packed = package / "_assets"
    root = packed if packed.is_dir() else package.parent
    return Assets(root / "templates", root / "static", root / "translations")


def checkout(package: Path = PACKAGE) -> Path | None:
    """Return the checkout that the package lies in, or None for a wheel."""
    root = package.parent
    return root if (root / "setup.cfg").is_file() else None
