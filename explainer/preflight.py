"""Refuses to start where the app could not work, with one line that says why and what to do.

Imported before anything that needs a package or a recent Python: it keeps to what old ones know.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
READ = ("app.py", ".streamlit", "pages", "assets", "explainer")


def check() -> None:
    """Return if the app can start; else end the process with the first reason why not."""
    problem = find_old_python(sys.version_info[:2]) or find_missing(ROOT) or find_unreadable(ROOT)
    if problem:
        sys.exit(f"The app cannot start: {problem}")


def find_old_python(version: Sequence[int]) -> str:
    """What is wrong with the Python that runs, "" for nothing."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    running, needed = (".".join(map(str, one[:2])) for one in (version, OLDEST))
    return f"this is Python {running}, and {needed} or newer is needed."


def find_missing(root: Path) -> str:
    """Which packages are missing, "" for none; a container has no list of them, and all of them."""
    listed = root / "requirements.txt"
    if not listed.is_file() or not os.access(listed, os.R_OK):
        return ""
    named = [line.partition("#")[0].partition("==")[0] for line in _lines(listed)]
    missing = [name.strip() for name in named if name.strip() and _lacks(name.strip())]
    if not missing:
        return ""
    install = "python -m pip install -r requirements.txt"
    return f"these packages are missing: {', '.join(missing)}. Install them: {install}"


def find_unreadable(root: Path) -> str:
    """Which file or folder of the app may not be read, "" for none."""
    for top in (root / name for name in READ):
        inside = (Path(at, one) for at, *both in os.walk(top) for part in both for one in part)
        for path in (top, *inside):
            if path.exists() and not os.access(path, os.R_OK | (path.is_dir() and os.X_OK)):
                user = getattr(os, "getuid", lambda: "?")()
                advice = f"Let its owner say: chmod -R a+rX {root}"
                return f"{path} may not be read by this user (number {user}). {advice}"
    return ""


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _lacks(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return True
    return False
