"""Forwarded headers of a request: scheme, host and the path prefix that a proxy stripped.

Any client can send such headers, so they are used only from a trusted proxy: one in the server's
own network, or at an address in FORWARDED_ALLOW_IPS, which uvicorn trusts. From all others they are
dropped.
"""

from __future__ import annotations

import ipaddress
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

PROTO, HOST, PREFIX = (f"x-forwarded-{name}" for name in ("proto", "host", "prefix"))
PREFIX_KEY = "forwarded_prefix"  # key of the scope: the prefix that a trusted proxy stripped
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
SCHEMES = ("http", "https")
HOSTS = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
PREFIXES = re.compile(r"(/(?!\.+(?:/|$))[A-Za-z0-9._~+-]+)+")  # no ".." in it
PRIVATE_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
        "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip
REPLACED_PORT = 0  # uvicorn sets this port with an address that a trusted proxy forwarded


class ForwardedHeaders:
    """ASGI middleware: applies the headers of a trusted proxy to the scope, drops all others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as the client sent it to the outermost proxy."""
        if scope["type"] in ("http", "websocket"):
            scope = _apply_headers(scope) if is_from_proxy(scope) else _drop_headers(scope)
        await self.app(scope, receive, send)


def is_from_proxy(scope: Scope) -> bool:
    """Whether the request came through a trusted proxy."""
    address = client_address(scope)
    if address is None:
        return True  # a Unix socket
    if scope["client"][1] == REPLACED_PORT:
        return True
    return any(address in network for network in PRIVATE_NETWORKS)


def client_address(scope: Scope) -> Address | None:
    """The client's IP address, None for a Unix socket; IPv4-mapped IPv6 becomes IPv4."""
    try:
        address = ipaddress.ip_address((scope.get("client") or ("", 0))[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _apply_headers(scope: Scope) -> Scope:
    scope = {**scope, "headers": list(scope["headers"])}
    headers = MutableHeaders(scope=scope)
    scheme = _outermost(headers.get(PROTO, "")).lower()
    if scheme in SCHEMES:
        is_websocket = scope["type"] == "websocket"
        scope["scheme"] = scheme.replace("http", "ws") if is_websocket else scheme
    if HOSTS.fullmatch(host := _outermost(headers.get(HOST, ""))):
        headers["host"] = host
    if PREFIXES.fullmatch(prefix := _outermost(headers.get(PREFIX, "")).rstrip("/")):
        scope[PREFIX_KEY] = prefix
    return scope


def _drop_headers(scope: Scope) -> Scope:
    dropped = {name.encode() for name in (PROTO, HOST, PREFIX)}
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in dropped]}


def _outermost(value: str) -> str:
    """The first item of a header: each proxy appends its own."""
    return value.partition(",")[0].strip()
