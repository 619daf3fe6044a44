"""Finds the system's Chromium, and installs it from the system's packages when there is none."""

import os
import shutil
import sys

from tests.support import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# An init script: the browser of a device without 3-D graphics.
WITHOUT_WEBGL = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.includes("webgl") ? null : get.call(this, kind, ...rest);
};
"""

FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # software WebGL, so that 3-D draws on a machine without a graphics card
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)


def path() -> str | None:
    """Where Chromium is, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def ensure() -> str:
    """Chromium's path; installs it with apt-get when it is missing and that is possible."""
    found = debian.ensure("Chromium", path, ["chromium"])
    if found is None:
        sys.exit(
            "Chromium is needed for the browser tests: install it, or set CHROMIUM=/path/to/it."
        )
    return found


if __name__ == "__main__":
    ensure()
