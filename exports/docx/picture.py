"""The logo at the head of a Word file: a picture in the line, with words for those who cannot see it."""

import struct
from xml.sax.saxutils import quoteattr

from exports.escape import flat
from exports.tree import Emblem

_EMU = 360_000
"""So many of a word processor's units make a centimetre."""
WIDEST, HIGHEST = 4 * _EMU, 2 * _EMU

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The marks in a JPEG file after which its size stands."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Those after which no length stands."""

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def part_name(logo: Emblem) -> str:
    """Return the name of the part that holds the picture."""
    return "word/media/logo.png" if logo.kind == "image/png" else "word/media/logo.jpeg"


def drawing(logo: Emblem, relationship: str) -> str:
    """Return the logo as XML; `relationship` is the id of the one to its part."""
    wide, high = placed(pixels(logo.data))
    size = f'cx="{wide}" cy="{high}"'
    return (
        f'<w:drawing xmlns:w="{_W}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}" xmlns:r="{_R}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="1" name="Logo" descr={quoteattr(flat(logo.alt))}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="0" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill><a:blip r:embed={quoteattr(relationship)}/><a:stretch><a:fillRect/></a:stretch>"
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def placed(size: tuple[int, int]) -> tuple[int, int]:
    """Return how wide and high a picture of so many pixels is on the page, in the units of word processors: as
    large as it may be, and in its proportions."""
    wide, high = size
    if wide * HIGHEST > high * WIDEST:
        return WIDEST, max(1, WIDEST * high // wide)
    return max(1, HIGHEST * wide // high), HIGHEST


def pixels(data: bytes) -> tuple[int, int]:
    """Return how wide and high a PNG or JPEG picture is, from its head; (1, 1) where it does not say."""
    try:
        wide, high = struct.unpack_from(">II", data, 16) if data.startswith(_PNG) else _jpeg(data)
    except (struct.error, IndexError):
        return 1, 1
    return (wide, high) if wide and high else (1, 1)


def _jpeg(data: bytes) -> tuple[int, int]:
    """Return the size of a JPEG picture.

    Raises:
        IndexError, struct.error: it ends before it says.
    """
    place = 2
    while True:
        mark = data[place + 1]
        if data[place] != 0xFF or mark == 0xFF:  # bytes may be filled in before a mark
            place += 1
        elif mark in _FRAMES:
            high, wide = struct.unpack_from(">HH", data, place + 5)
            return wide, high
        else:
            place += 2 if mark in _ALONE else 2 + struct.unpack_from(">H", data, place + 2)[0]
