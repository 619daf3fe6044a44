"""One browser window of any engine that speaks WebDriver, and what a reader does in it.

The scripts of a page stand in shadow roots: `$` and `$$` in a script given here look into them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.remote.webdriver import WebDriver

from tests.support.patience import PATIENCE_S

POLL_S = 0.05
MOVE_MS = 30  # how long a pointer takes from one place to the next
FIND = """
const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap(
  (one) => one.shadowRoot ? roots(one.shadowRoot) : [])];
const $$ = (css) => roots(document).flatMap((root) => [...root.querySelectorAll(css)]);
const $ = (css) => $$(css)[0] ?? null;
"""

# A place inside a structure's outline that a pointer reaches, in px of the window, or null.
PLACE = """
const [path] = $$(`.hits path[data-id="${arguments[0]}"]`);
const { left, top, width, height } = path.getBoundingClientRect();
for (let down = 0.5; down < 1.5; down += 0.05) {
  for (let across = 0.5; across < 1.5; across += 0.05) {
    const [x, y] = [left + (across % 1) * width, top + (down % 1) * height];
    if (path.getRootNode().elementFromPoint(x, y) === path) return [x, y];
  }
}
return null;
"""


class Window:
    """A browser's only window. `engine`: what the tests call its browser."""

    def __init__(self, driver: WebDriver, address: str, engine: str) -> None:
        self.driver, self.address, self.engine = driver, address, engine
        self._pointer = PointerInput("mouse", "mouse")

    def open(self, path: str) -> None:
        """Opens a page of the app and waits until Streamlit's own page stands."""
        self.driver.get(self.address + path)
        self.wait("return !document.getElementById('prerendered') && $('h1')")

    def run(self, script: str, *values: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(FIND + script, *values)

    def wait(self, script: str, *values: Any) -> Any:
        """What a script returns, once that is truthy."""
        return self.until(lambda: self.run(script, *values), f"{script} {values}")

    def until(self, read: Callable[[], Any], awaited: str) -> Any:
        """What `read` returns, once that is truthy; `awaited` says what did not come."""
        until, failure = time.monotonic() + PATIENCE_S, None
        while time.monotonic() < until:
            try:
                if found := read():
                    return found
            except WebDriverException as error:  # what it looks at may not be there yet
                failure = error
            time.sleep(POLL_S)
        raise AssertionError(f"{self.engine} never came to: {awaited}") from failure

    def text(self, css: str) -> str:
        """The words of the first element that matches."""
        return self.wait("return $(arguments[0])?.textContent.trim()", css)

    def press(self, x: float, y: float) -> None:
        """Puts a pointer down."""
        self._act(lambda pointer: pointer.move_to_location(round(x), round(y)).pointer_down())

    def move(self, x: float, y: float) -> None:
        """Moves the pointer, held down or not."""
        self._act(lambda pointer: pointer.move_to_location(round(x), round(y)))

    def release(self) -> None:
        """Lifts the pointer."""
        self._act(lambda pointer: pointer.pointer_up())

    def click(self, x: float, y: float) -> None:
        """A tap at a place of the window."""
        self.press(x, y)
        self.release()

    def click_on(self, css: str) -> None:
        """A tap on the middle of an element, once it stands still on the screen."""
        self.click(*self.middle(css))

    def middle(self, css: str) -> tuple[float, float]:
        """Where an element's middle is, once it is on the screen and stands still."""
        script = """
          const part = $(arguments[0]);
          const box = part?.getBoundingClientRect();
          if (!box?.width) return null;
          if (box.top < 0 || box.bottom > innerHeight) {
            part.scrollIntoView({ block: "center" });
            return null;
          }
          const at = [box.left + box.width / 2, box.top + box.height / 2];
          const still = String(window.stoodAt) === String(at);
          window.stoodAt = at;
          return still && at;
        """
        return tuple(self.wait(script, css))

    def place_on(self, structure: str) -> tuple[float, float]:
        """A place inside a structure of the flat picture."""
        return tuple(self.wait(PLACE, structure))

    def _act(self, add_action: Any) -> None:
        builder = ActionBuilder(self.driver, mouse=self._pointer, duration=MOVE_MS)
        add_action(builder.pointer_action)
        builder.perform()
