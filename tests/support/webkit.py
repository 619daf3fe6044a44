"""Finds WebKitGTK's test browser and its driver, and starts them for a test.

WebKit is the engine of every browser on iPhones and iPads. As root in a container its own sandbox
(bubblewrap) cannot be set up, so it is switched off; HOME is a folder of its own.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import WebKitGTKOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.service import Service

from tests.support import debian, display

PACKAGES = ("webkit2gtk-driver", *display.PACKAGES)
LIBRARIES = ("/usr/lib", "/usr/libexec", "/usr/lib64")


def path() -> str | None:
    """Where MiniBrowser is, or None; without its driver and a display it cannot be used."""
    if not (shutil.which("WebKitWebDriver") and display.is_possible()):
        return None
    found = (one for place in LIBRARIES for one in Path(place).glob("**/MiniBrowser"))
    return next((str(one) for one in found if "webkit" in str(one)), None)


@contextmanager
def started(width_px: int, height_px: int) -> Iterator[WebDriver]:
    """MiniBrowser with a viewport of this size, for as long as the block lasts."""
    with display.desktop("webkit", width_px, height_px) as environment:
        environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        options = WebKitGTKOptions()
        options.binary_location = path()
        options.add_argument("--automation")
        options.add_argument("--full-screen")
        service = Service(env=environment)
        service.start()
        try:
            connection = RemoteConnection(client_config=ClientConfig(service.service_url))
            driver = WebDriver(command_executor=connection, options=options)
            yield driver
            driver.quit()
        finally:
            service.stop()


if __name__ == "__main__":
    debian.ensure("WebKit", path, PACKAGES)
