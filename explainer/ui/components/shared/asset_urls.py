"""URLs with a content hash: a browser may cache what they name without asking again."""

from __future__ import annotations

import hashlib
from pathlib import Path

HASH_LENGTH = 12  # enough that two versions of a handful of files never share an address
CACHE_FOR_EVER = "public, max-age=31536000, immutable"  # Cache-Control of an address with a hash
REVALIDATE = "no-cache"  # Cache-Control of a URL without one


def content_hash(content: bytes) -> str:
    """The hash of some content, as long as an address needs it."""
    return hashlib.sha256(content).hexdigest()[:HASH_LENGTH]


def folder_url(name: str, folder: Path) -> str:
    """The path under which the server mounts a folder: its name, and a hash over all its files."""
    parts: list[bytes] = []
    for file in sorted(folder.iterdir()):
        parts += [file.name.encode(), file.read_bytes()]
    return f"/assets/{name}-{content_hash(b''.join(part + bytes(1) for part in parts))}"
