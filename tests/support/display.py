"""A screen without a monitor (Xvfb), whose window manager makes every window as large as it is.

Without a window manager nothing fills the screen, and a browser's window has a least width of its
own (MiniBrowser 447 px, Firefox 500 px), which is wider than a phone.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

PACKAGES = ("xvfb", "matchbox-window-manager")
PROGRAMS = ("Xvfb", "matchbox-window-manager")


def is_possible() -> bool:
    """Whether everything is there that a virtual display needs."""
    return all(shutil.which(program) for program in PROGRAMS)


@contextmanager
def desktop(browser: str, width_px: int, height_px: int) -> Iterator[dict[str, str]]:
    """The environment of a browser with a screen of this size and an empty HOME."""
    with (
        _virtual_display(width_px, height_px) as screen,
        TemporaryDirectory(prefix=f"{browser}-", ignore_cleanup_errors=True) as home,
    ):
        yield os.environ | {"HOME": home, "DISPLAY": screen}


@contextmanager
def _virtual_display(width_px: int, height_px: int) -> Iterator[str]:
    """The name of a display of this size, such as ":99", for as long as the block lasts."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"]
    command += ["-screen", "0", f"{width_px}x{height_px}x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    try:
        os.close(writing)
        with os.fdopen(reading) as reader:
            number = reader.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        with _managed(f":{number}"):
            yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@contextmanager
def _managed(display: str) -> Iterator[None]:
    command = ["matchbox-window-manager", "-display", display, "-use_titlebar", "no"]
    manager = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        manager.terminate()
        manager.wait(timeout=10)
