"""Finds nginx, and installs it from the system's packages when there is none."""

import os
import shutil
import subprocess


def path() -> str | None:
    """Where nginx is, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def ensure() -> str | None:
    """nginx's path; installs it with apt-get when it is missing and that is possible."""
    if path() is None and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for step in (["update"], ["install", "-y", "--no-install-recommends", "nginx-light"]):
            subprocess.run([*sudo, "apt-get", "-qq", *step], check=False)
    return path()


if __name__ == "__main__":
    print(f"nginx: {ensure() or 'not found; the test of two replicas will be skipped'}")
