"""Finds Firefox and starts it for a test.

As root in a container it needs a profile and a HOME of its own: it refuses a HOME that belongs to
another user. It runs on a virtual display rather than headless: headless it has no WebGL.
Marionette carries WebDriver's commands, and WebDriver BiDi beside it sets the viewport's size.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import FirefoxOptions
from selenium.webdriver.remote.webdriver import WebDriver

from tests.support import debian, display
from tests.support.marionette import MarionetteConnection
from tests.support.patience import PATIENCE_S

PACKAGES = ("firefox-esr", *display.PACKAGES)
PREFERENCES = {
    "marionette.port": "0",  # any free one; the profile says which
    "webgl.force-enabled": "true",  # drawn in software
    "datareporting.policy.dataSubmissionEnabled": "false",
    "network.captive-portal-service.enabled": "false",
    "network.connectivity-service.enabled": "false",
}


def path() -> str | None:
    """Where Firefox is, or None; without a display it cannot be used."""
    named = shutil.which("firefox-esr") or shutil.which("firefox")
    return named if display.is_possible() else None


@contextmanager
def started(width_px: int, height_px: int) -> Iterator[WebDriver]:
    """Firefox with a viewport of this size, for as long as the block lasts."""
    with display.desktop("firefox", width_px, height_px) as environment:
        profile = Path(environment["HOME"]) / "profile"
        profile.mkdir()
        lines = (f'user_pref("{name}", {value});\n' for name, value in PREFERENCES.items())
        (profile / "user.js").write_text("".join(lines))
        command = [path(), "--marionette", "--no-remote", "--kiosk", "--remote-debugging-port=0"]
        command += ["--profile", str(profile)]
        environment["MOZ_ENABLE_WAYLAND"] = "0"
        browser = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            options = FirefoxOptions()
            options.enable_bidi = True
            connection = MarionetteConnection(_port(browser, profile))
            try:
                driver = WebDriver(command_executor=connection, options=options)
                driver.browsing_context.set_viewport(
                    context=driver.current_window_handle,
                    viewport={"width": width_px, "height": height_px},
                )
                yield driver
                driver.quit()  # WebDriver BiDi's own connection too
            finally:
                connection.close()
        finally:
            browser.terminate()
            browser.wait(timeout=30)


def _port(browser: subprocess.Popen, profile: Path) -> int:
    """Where Firefox listens, once it does; raises RuntimeError when it stops or stays silent."""
    port_file = profile / "MarionetteActivePort"
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if browser.poll() is not None:
            raise RuntimeError(f"Firefox stopped at start, exit code {browser.returncode}")
        if port_file.exists() and (port := port_file.read_text().strip()):
            return int(port)
        time.sleep(0.1)
    raise RuntimeError(f"Firefox did not answer within {PATIENCE_S} s")


if __name__ == "__main__":
    debian.ensure("Firefox", path, PACKAGES)
