"""Starts the real app in a process of its own and waits until it answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 180  # beside other work a start takes ten times as long


@contextmanager
def running_app(root: Path = ROOT, *, base: str = "", **environment: str) -> Iterator[str]:
    """The app's address, without a trailing slash, for as long as the block lasts.

    `root` may hold a copy of the project, `base` is a path to answer under, such as "/knee", and
    `environment` adds to the process's own.
    """
    if base:
        environment["STREAMLIT_SERVER_BASE_URL_PATH"] = base
    address, server = start(root, **environment)
    address += base
    try:
        wait(server, f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def start(root: Path = ROOT, **environment: str) -> tuple[str, subprocess.Popen]:
    """Starts the app on a free port without waiting for it; the caller ends it."""
    port = free_port()
    command = ["-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1"]
    server = subprocess.Popen(
        [sys.executable, *command], cwd=root, env=os.environ | environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return f"http://127.0.0.1:{port}", server


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait(server: subprocess.Popen, health: str) -> None:
    """Returns once the app answers; raises RuntimeError when it stops or stays silent."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the app stopped at start, exit code {server.returncode}")
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the app did not answer within {PATIENCE_S} s")


def healthy(address: str) -> bool:
    """Whether the running app says that it is well."""
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=PATIENCE_S) as answer:
        return answer.status == 200
