"""Selenium's commands over Marionette, the protocol that Firefox itself speaks.

Selenium expects a geckodriver between itself and Firefox, and Debian packages none. It is a
translator: WebDriver over HTTP on one side, the same commands as JSON over TCP on the other. Here
Selenium hands each command to a connection that writes Marionette's form of it.
"""

from __future__ import annotations

import json
import socket
from typing import Any

from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.support.patience import PATIENCE_S

COMMANDS = {
    Command.NEW_SESSION: "WebDriver:NewSession",
    Command.QUIT: "Marionette:Quit",
    Command.GET: "WebDriver:Navigate",
    Command.GET_CURRENT_URL: "WebDriver:GetCurrentURL",
    Command.W3C_GET_CURRENT_WINDOW_HANDLE: "WebDriver:GetWindowHandle",
    Command.SET_TIMEOUTS: "WebDriver:SetTimeouts",
    Command.W3C_EXECUTE_SCRIPT: "WebDriver:ExecuteScript",
    Command.W3C_EXECUTE_SCRIPT_ASYNC: "WebDriver:ExecuteAsyncScript",
    Command.W3C_ACTIONS: "WebDriver:PerformActions",
    Command.W3C_CLEAR_ACTIONS: "WebDriver:ReleaseActions",
    Command.SCREENSHOT: "WebDriver:TakeScreenshot",
}


class MarionetteConnection(RemoteConnection):
    """What Selenium calls a command executor: one TCP connection to a running Firefox."""

    def __init__(self, port: int) -> None:
        super().__init__(client_config=ClientConfig(f"http://127.0.0.1:{port}"))
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self._stream = self._socket.makefile("rb")
        self._sent = 0
        self._receive()  # Firefox introduces itself

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Selenium's response to a command; an error is a response too, Selenium raises it."""
        given = {key: value for key, value in params.items() if key != "sessionId"}
        if command == Command.NEW_SESSION:
            given = given["capabilities"].get("alwaysMatch", {})
        if command == Command.QUIT:
            given = {"flags": ["eForceQuit"]}
        self._sent += 1
        text = json.dumps([0, self._sent, COMMANDS[command], given]).encode()
        self._socket.sendall(f"{len(text)}:".encode() + text)
        _, _, error, result = self._receive()
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        return {"value": result["value"] if result.keys() == {"value"} else result}

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()
        self._socket.close()

    def _receive(self) -> Any:
        """One message: its length in bytes, a colon, JSON."""
        length = b""
        while (byte := self._stream.read(1)) != b":":
            if not byte:
                raise RuntimeError("Firefox closed the connection")
            length += byte
        return json.loads(self._stream.read(int(length)))
