"""Security headers: content security policy, framing, referrer and permissions."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer import clinic

# Media types that are never documents: the document's headers would be a tenth of their bytes.
FILE_TYPES = ("text/javascript", "application/javascript", "text/css", "font/", "image/webp")


def content_security_policy(script_hashes: str) -> str:
    """The policy: same origin, and what Streamlit and WebGL need.

    `script_hashes` are the allowed inline scripts as 'sha256-...' sources.
    """
    return "; ".join(
        (
            "default-src 'self'",
            # WebAssembly: used by Streamlit's protobuf library
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
    """ASGI middleware: adds the security headers to every response."""

    def __init__(self, app: ASGIApp, script_hashes: str) -> None:
        self.app = app
        self.common = {"X-Content-Type-Options": "nosniff"}
        self.document = {
            "Content-Security-Policy": content_security_policy(script_hashes),
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        if not clinic.own().embed_on:
            self.document["X-Frame-Options"] = "SAMEORIGIN"  # for browsers without frame-ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; set headers that the response does not have."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_file = headers.get("content-type", "").startswith(FILE_TYPES)
                for name, text in (self.common if is_file else self.common | self.document).items():
                    headers.setdefault(name, text)
            await send(message)

        await self.app(scope, receive, send_with_headers)
