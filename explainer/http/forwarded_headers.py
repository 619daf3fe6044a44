"""What the proxies before the server say of a request: scheme, host and the prefix they stripped.

Anyone can write such headers, so they count only when they come through a proxy of our own: from
the server's own machine or network, or from an address in FORWARDED_ALLOW_IPS, which uvicorn
trusts. From anywhere else they are dropped before anything reads them.
"""

from __future__ import annotations

import ipaddress
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

PROTO, HOST, PREFIX = (f"x-forwarded-{name}" for name in ("proto", "host", "prefix"))
PREFIX_KEY = "forwarded_prefix"  # of the scope: what a trusted proxy says that it stripped
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
SCHEMES = ("http", "https")
HOSTS = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
PREFIXES = re.compile(r"(/(?!\.+(?:/|$))[A-Za-z0-9._~+-]+)+")  # no ".." in it
OWN_NETWORKS = tuple(
    ipaddress.ip_network(one)
    for one in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
        "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip
REPLACED_PORT = 0  # uvicorn puts this in place of the port of an address that a trusted proxy named


class ForwardedHeaders:
    """ASGI middleware: writes what a trusted proxy says into the request itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as the reader sent it to the outermost proxy."""
        if scope["type"] in ("http", "websocket"):
            scope = _as_sent(scope) if from_proxy(scope) else _without(scope)
        await self.app(scope, receive, send)


def from_proxy(scope: Scope) -> bool:
    """Whether the request came through a proxy of our own."""
    address = client_address(scope)
    if address is None:
        return True  # a socket on this machine
    if scope["client"][1] == REPLACED_PORT:
        return True
    return any(address in network for network in OWN_NETWORKS)


def client_address(scope: Scope) -> Address | None:
    """Where the request came from, None if from no address of the net.

    A server that listens for both kinds of address sees an old one inside a new one.
    """
    try:
        address = ipaddress.ip_address((scope.get("client") or ("", 0))[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _as_sent(scope: Scope) -> Scope:
    scope = {**scope, "headers": list(scope["headers"])}
    headers = MutableHeaders(scope=scope)
    scheme = _outermost(headers.get(PROTO, "")).lower()
    if scheme in SCHEMES:
        socket = scope["type"] == "websocket"
        scope["scheme"] = scheme.replace("http", "ws") if socket else scheme
    if HOSTS.fullmatch(host := _outermost(headers.get(HOST, ""))):
        headers["host"] = host
    if PREFIXES.fullmatch(prefix := _outermost(headers.get(PREFIX, "")).rstrip("/")):
        scope[PREFIX_KEY] = prefix
    return scope


def _without(scope: Scope) -> Scope:
    dropped = {name.encode() for name in (PROTO, HOST, PREFIX)}
    return {**scope, "headers": [one for one in scope["headers"] if one[0] not in dropped]}


def _outermost(listed: str) -> str:
    """Each proxy adds its word at the end: the first is of the one that the reader spoke to."""
    return listed.partition(",")[0].strip()
