"""Installs what the tests drive from Debian's packages, where that is possible."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence


def ensure(name: str, find: Callable[[], str | None], packages: Sequence[str]) -> str | None:
    """Says where a program is; installs its packages when it is missing and that is possible."""
    if find() is None:
        install(packages)
    print(f"{name}: {find() or 'not found; its tests will be skipped'}")
    return find()


def install(packages: Sequence[str]) -> None:
    """Installs packages with apt-get; does nothing where that cannot be done."""
    if not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run([*sudo, "apt-get", "-qq", *step], check=False)
