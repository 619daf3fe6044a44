"""Installs what the tests drive from Debian's packages, where that is possible."""

import os
import shutil
import subprocess
from collections.abc import Sequence


def install(packages: Sequence[str]) -> None:
    """Installs packages with apt-get; does nothing where that cannot be done."""
    if not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run([*sudo, "apt-get", "-qq", *step], check=False)
