"""URLs with a content hash, which browsers may cache without revalidation."""

from __future__ import annotations

import hashlib
from pathlib import Path

HASH_LENGTH = 12  # hexadecimal digits: 48 bits for a handful of files
IMMUTABLE = "public, max-age=31536000, immutable"  # Cache-Control of a URL with a content hash
REVALIDATE = "no-cache"  # Cache-Control of a URL without one


def content_hash(content: bytes) -> str:
    """The first HASH_LENGTH hexadecimal digits of the SHA-256 of some content."""
    return hashlib.sha256(content).hexdigest()[:HASH_LENGTH]


def folder_url(name: str, folder: Path) -> str:
    """The path under which the server mounts a folder, with a hash over all its files."""
    parts: list[bytes] = []
    for file in sorted(folder.iterdir()):
        parts += [file.name.encode(), file.read_bytes()]
    return f"/assets/{name}-{content_hash(b''.join(part + bytes(1) for part in parts))}"
