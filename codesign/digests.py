"""Tells an edited file from an untouched one."""

import hashlib


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file in hex; other line ends are the same text; what has a zero byte is none."""
    return hashlib.sha256(data if b"\0" in data else data.replace(b"\r\n", b"\n")).hexdigest()
