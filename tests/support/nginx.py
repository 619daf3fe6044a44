"""Finds nginx, installs it from the system's packages when there is none, runs it for a test."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import debian
from tests.support.server import free_port, wait

# What a proxy of a clinic's own says of a request; `{app}` is where it passes it on to.
PASS = """
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $upgraded;
    proxy_pass {app};
"""
WHOLE = """
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    map $http_upgrade $upgraded {{ default upgrade; "" ""; }}
    server {{
        {listen};
        location = /nginx-is-well {{ return 204; }}
        {locations}
    }}
}}
"""


def path() -> str | None:
    """Where nginx is, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


needed = pytest.mark.skipif(path() is None, reason="nginx is not installed")


@contextmanager
def running(folder: Path, text: str, health: str) -> Iterator[None]:
    """Runs nginx with this configuration until the block ends; waits until `health` answers."""
    folder.mkdir(exist_ok=True)
    file = folder / "nginx.conf"
    file.write_text(text, encoding="utf-8")
    proxy = subprocess.Popen([path(), "-c", str(file), "-g", "daemon off;"])
    try:
        wait(proxy, health)
        yield
    finally:
        proxy.terminate()
        proxy.wait(timeout=10)


@contextmanager
def proxy(folder: Path, locations: str, tls: tuple[Path, Path] | None = None) -> Iterator[str]:
    """The address of a small proxy with these locations, such as a clinic has before the app.

    `tls` are the files of a certificate and of its key.
    """
    port, inside = free_port(), free_port()
    listen = f"listen 127.0.0.1:{inside};\n        listen 127.0.0.1:{port}"
    if tls:
        certificate, key = tls
        listen += f" ssl;\n ssl_certificate {certificate};\n ssl_certificate_key {key}"
    text = WHOLE.format(folder=folder, listen=listen, locations=locations)
    with running(folder, text, f"http://127.0.0.1:{inside}/nginx-is-well"):
        yield f"http{'s' if tls else ''}://127.0.0.1:{port}"


if __name__ == "__main__":
    debian.ensure("nginx", path, ["nginx-light"])
