"""From bytes to text: UTF-8, UTF-16 and Windows-1252, as the programs of this world write them."""

from codesign.errors import Refused
from codesign.imports.foreign import MOST_BYTES
from codesign.words import say

_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"\x89PNG")
"""How workbooks, old workbooks, PDF, compressed files and pictures begin."""


def decoded(raw: bytes) -> tuple[str, str]:
    """Return the text of a file, and a note where its encoding was not the usual one.

    Raises:
        Refused: it is no text, or too large.
    """
    if len(raw) > MOST_BYTES:
        raise Refused(say("imports.too-large", most=MOST_BYTES // 1_000_000))
    if raw.startswith(_NO_TEXT):
        raise Refused(say("imports.no-text"))
    if encoding := _utf_16(raw):
        return raw.decode(encoding, errors="replace").removeprefix("\ufeff"), say("imports.utf-16")
    if b"\0" in raw:
        raise Refused(say("imports.no-text"))
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), say("imports.windows-1252")


def _utf_16(raw: bytes) -> str:
    """Return which UTF-16 this is, "" for none. Without a mark, Latin letters betray it: every other byte is 0."""
    if raw.startswith(_UTF_16_BOMS):
        return "utf-16"
    head = raw[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and not odd else ""
