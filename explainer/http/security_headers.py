"""Protective headers: what a page of ours may load and do, and who may show it in a frame."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer import clinic

# Files never run as a page of their own, so the page's policy says nothing about them: leaving it
# out saves a slow line a tenth of its bytes.
FILES = ("text/javascript", "application/javascript", "text/css", "font/", "image/webp")


def policy(script_hashes: str) -> str:
    """The content-security policy: what platform and 3-D drawing need, from this server alone.

    `script_hashes` are the inline scripts that may run, as the policy writes them.
    """
    return "; ".join(
        (
            "default-src 'self'",
            # WebAssembly: Streamlit's protocol library multiplies in it; texts are never run
            f"script-src 'self' blob: 'wasm-unsafe-eval' {script_hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "connect-src 'self' ws: wss: blob: data:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
            " ".join(("frame-ancestors 'self'", *clinic.own().embed_on)),
        )
    )


class SecurityHeaders:
    """Adds the content-security policy and the usual protective headers to every answer."""

    def __init__(self, app: ASGIApp, script_hashes: str) -> None:
        self.app = app
        self.every = {"X-Content-Type-Options": "nosniff"}
        self.page = {
            "Content-Security-Policy": policy(script_hashes),
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        if not clinic.own().embed_on:
            self.page["X-Frame-Options"] = "SAMEORIGIN"  # for browsers that know no frame-ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers as the answer starts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_file = headers.get("content-type", "").startswith(FILES)
                for name, text in (self.every if is_file else self.every | self.page).items():
                    headers.setdefault(name, text)
            await send(message)

        await self.app(scope, receive, send_with_headers)
