"""The container's health check: says whether the app is well, and ends one that hangs.

An app that hangs still holds its readers' connections, so their pages wait for ever; once it has
ended they go on with another replica, and the container starts it anew. Nothing is ended that is
only starting: it refuses connections instead of leaving them without an answer.

    python healthcheck.py 127.0.0.1:8501/_stcore/health /tmp/app.pid

It runs every few seconds, so it imports little.
"""

import os
import signal
import socket
import sys

PATIENCE_S = 5  # a server under the load of 200 readers answers within a second


def main(address: str, pid_file: str) -> int:
    """The exit code: 0 for well."""
    server, _, path = address.partition("/")
    host, _, port = server.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=PATIENCE_S) as asked:
            asked.sendall(f"GET /{path} HTTP/1.0\r\nHost: {server}\r\n\r\n".encode())
            answer = asked.recv(64)
    except TimeoutError:
        print(f"{address}: no answer in {PATIENCE_S} s; the app is ended")
        with open(pid_file, encoding="ascii") as file:
            os.kill(int(file.read()), signal.SIGKILL)
        return 1
    except OSError as error:
        print(f"{address}: {error}")
        return 1
    status = answer.split(b" ")[1:2]
    return 0 if status == [b"200"] else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
