"""A server that says what it was asked: stands in for a replica where only the proxy is tested."""

import json
import sys

import uvicorn


async def app(scope, receive, send):
    """Answers any path with its request's headers; keeps any websocket open."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
    elif scope["type"] == "http":
        headers = {name.decode(): text.decode() for name, text in scope["headers"]}
        body = json.dumps({"path": scope["path"], **headers}).encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), lifespan="off", log_level="error")
