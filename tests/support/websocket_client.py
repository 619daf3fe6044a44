"""A reader without a browser: speaks the browser's protocol to the running app.

For what needs many readers, or readers that misbehave. It keeps what a browser keeps: the widgets'
state, and the address that the app wrote.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainer.words import Words
from tests.support.patience import PATIENCE_S

T = TypeVar("T")
FEET = tuple(Words(language).text("common.disclaimer") for language in Words.languages())
LARGEST_MESSAGE = 20 * 2**20  # the server's own limit for what it sends


def complete(work: Coroutine[Any, Any, T]) -> T:
    """What asynchronous work gives; in a thread of its own: a browser may hold this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


class Reader:
    """One open page. `said` holds every visible sentence of the last run, `address` the link."""

    def __init__(self, url: str, page: str = "", cookies: str = "", **query: str) -> None:
        self.url = url.replace("http", "ws", 1) + "/_stcore/stream"
        self.page = page
        self.query = urlencode(query)
        self.headers = {"Cookie": cookies} if cookies else {}
        self.widgets: dict[str, dict[str, Any]] = {}
        self.diagrams: dict[str, dict[str, Any]] = {}
        self.fragments: dict[str, str] = {}  # of a diagram, the part of the page that it runs again
        self.said: list[str] = []
        self.errors: list[str] = []
        self.address = self.query

    async def __aenter__(self) -> Self:
        self.socket = await websockets.connect(
            self.url, subprotocols=["streamlit"], max_size=LARGEST_MESSAGE,
            additional_headers=self.headers, open_timeout=PATIENCE_S, compression=None,
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()

    @property
    def whole(self) -> bool:
        """Whether the last run came to the line that every page ends with."""
        return any(line.startswith(FEET) for line in self.said)

    async def run(self, fragment: str = "") -> None:
        """Ask for the page, or one part of it, as it stands now and take in all of the answer."""
        message = BackMsg()
        request = message.rerun_script
        request.fragment_id = fragment
        request.query_string, request.page_name = self.address, self.page
        request.context_info.timezone, request.context_info.locale = "UTC", "en-US"
        for key, value in self.widgets.items():
            widget = request.widget_states.widgets.add(id=key)
            widget.json_value = json.dumps(value)
        self.said, self.errors = [], []
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(self._finish(), PATIENCE_S)

    async def move(self, **choices: object) -> None:
        """Move the page's first diagram, as a settled slider does, and take in the answer."""
        key, data = next(iter(self.diagrams.items()))
        number = data["acknowledged"] + 1
        values = {name: [number, value] for name, value in choices.items()}
        self.widgets[key] = {"report": {"number": number, "values": values}}
        await self.run(self.fragments[key])

    async def _finish(self) -> None:
        while True:
            message = ForwardMsg()
            message.ParseFromString(await self.socket.recv())
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                return
            if kind == "page_info_changed":
                self.address = message.page_info_changed.query_string
            elif kind == "delta":
                self._take(message)

    def _take(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "bidi_component" and element.bidi_component.WhichOneof("data") == "json":
            data = json.loads(element.bidi_component.json)
            if data.get("slot", "").startswith("diagram:"):
                self.diagrams[element.bidi_component.id] = data
                self.fragments[element.bidi_component.id] = message.delta.fragment_id
        elif kind == "exception":
            self.errors.append(element.exception.message)
        elif kind == "alert":
            self.said.append(element.alert.body)
        elif kind == "markdown":
            self.said.append(element.markdown.body)
        elif kind == "heading":
            self.said.append(element.heading.body)


async def opened(url: str, page: str, pairs: Sequence[tuple[str, str]] = ()) -> Reader:
    """The page that a link opens, as a reader hears it; the link may hold anything."""
    async with Reader(url, page) as reader:
        reader.address = urlencode(pairs, errors="surrogatepass")
        await reader.run()
        return reader
