"""Ask an application in this process for an address: no server, no browser."""

from urllib.parse import unquote

from tests.support.websocket_client import complete


async def passed_on(scope, receive, send):
    """What stands behind the middleware: it says what it was asked for."""
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def get(
    app, path: str, query: str = "", *, client: tuple[str, int] | None = None, **headers: str
) -> tuple[dict[str, str], bytes]:
    """The headers and the body of an answer; the status is among the headers.

    `path` is as a browser sends it, percent-encoded; `client` is the address it comes from.
    """
    found: dict[str, str] = {}
    body = bytearray()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            found["status"] = str(message["status"])
            found.update({k.decode(): v.decode() for k, v in message["headers"]})
        else:
            body.extend(message["body"])

    given = {"host": "knee.example", **headers}
    scope = {
        "type": "http", "method": "GET", "path": unquote(path), "raw_path": path.encode(),
        "query_string": query.encode(), "client": client,
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items()],
        "scheme": "https", "server": ("knee.example", 443), "root_path": "",
    }  # fmt: skip
    complete(app(scope, receive, send))
    return found, bytes(body)
