"""Makes the icons of assets/icons from assets/icon.svg: `python -m tests.support.icons`.

Pillow reads no SVG, so the system's Chromium draws it.
"""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from explainer import catalog
from explainer.ui.routes import ICONS
from tests.support import chromium

SVG = catalog.ASSETS / "icon.svg"
TOUCH_PX = 180  # what an iPhone shows; it rounds the corners itself and knows no transparency
TAB_PX = (16, 32, 48)
GROUND = "#1f5f8b"  # the icon's own


def main(browser: Browser) -> None:
    """Write the icon of a browser's tab and that of a phone's home screen."""
    ICONS.mkdir(exist_ok=True)
    on_ground(draw(browser, TOUCH_PX)).save(ICONS / "apple-touch-icon.png", optimize=True)
    *small, largest = (draw(browser, size) for size in TAB_PX)
    largest.save(
        ICONS / "favicon.ico", append_images=small, sizes=[(size, size) for size in TAB_PX]
    )


def on_ground(icon: Image.Image) -> Image.Image:
    """The icon with its rounded corners filled."""
    whole = Image.new("RGB", icon.size, GROUND)
    whole.paste(icon, mask=icon)
    return whole


def draw(browser: Browser, size_px: int) -> Image.Image:
    """The icon at a size, transparent around its rounded corners."""
    page = browser.new_page(viewport={"width": size_px, "height": size_px})
    page.set_content(
        f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{SVG.read_text()}"
    )
    shot = page.screenshot(omit_background=True)
    page.close()
    return Image.open(io.BytesIO(shot)).convert("RGBA")


if __name__ == "__main__":
    with sync_playwright() as given:
        main(given.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.FLAGS)))
