"""Opens a word processor's file that anybody may have made: its parts as trees of elements. What could exhaust the
machine or reach beyond the file is refused.

A reader that trusts such a file can be made to read other files through a document type, or to unpack gigabytes
from kilobytes. Here the sizes are looked at before anything is unpacked, and no document type is ever read.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

import msgspec

from codesign.errors import CodesignError
from codesign.words import say

MOST_PARTS = 2_000
MOST_BYTES = 20_000_000
"""Of so many bytes, unpacked, may be a part that is read."""
MOST_TOGETHER = 300_000_000
"""Of so many bytes, unpacked, may be all parts together, pictures included."""
MOST_PACKED = 100
"""So many times larger than in the file may a part become, from a size on that could hurt."""
_HARMLESS = 1_000_000
MOST_DEEP = 200
MOST_ELEMENTS = 2_000_000

_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How such files are packed; the others can take any amount of time and memory."""
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)
"""What zipfile raises on a file that is broken."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""Short names, the same for the two standards by which such files are written."""


class NotReadable(CodesignError):
    """The file is no document that can be read; the message says what is wrong and what to do."""


class Relationship(msgspec.Struct, frozen=True):
    """What a part refers to."""

    kind: str
    """The last part of its type: "hyperlink", "comments"."""
    target: str
    """The name of a part, or an address."""
    external: bool


class Package(msgspec.Struct, frozen=True):
    """An opened file."""

    parts: Mapping[str, zipfile.ZipInfo]
    archive: zipfile.ZipFile

    def tree(self, name: str) -> Element | None:
        """Return a part as a tree of elements with short names ("w.p"), None where there is no such part.

        Raises:
            NotReadable: it is too large, broken, or of a document type.
        """
        raw = self.read(name)
        return None if raw is None else parsed(raw, name)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, None where there is no such part.

        Raises:
            NotReadable: it is too large or broken.
        """
        part = self.parts.get(name)
        if part is None:
            return None
        if part.file_size > MOST_BYTES:
            raise NotReadable(say("docx.large-part", part=name))
        try:
            with self.archive.open(part) as file:
                raw = file.read(MOST_BYTES + 1)
        except _BROKEN as error:
            raise NotReadable(say("docx.broken", part=name)) from error
        if len(raw) > MOST_BYTES:
            raise NotReadable(say("docx.large-part", part=name))
        return raw

    def refers(self, name: str) -> dict[str, Relationship]:
        """Return what a part refers to, by id; "" stands for the file as a whole.

        Raises:
            NotReadable: the list of it is too large, broken, or of a document type.
        """
        folder, file = posixpath.split(name)
        tree = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {
            each.get("Id", ""): _relationship(each, folder)
            for each in (() if tree is None else tree.iter("rel.Relationship"))
        }


def _relationship(element: Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Type", "").rsplit("/", 1)[-1], target, external)


def opened(data: bytes) -> Package:
    """Open a file.

    Raises:
        NotReadable: it is no such file, it is protected, or it is made to do harm.
    """
    if data.startswith(_OLE):
        raise NotReadable(say("docx.old-or-protected"))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        found = archive.infolist()
    except _BROKEN as error:
        raise NotReadable(say("docx.no-document")) from error
    if len(found) > MOST_PARTS:
        raise NotReadable(say("docx.many-parts"))
    for part in found:
        _check(part)
    if sum(part.file_size for part in found) > MOST_TOGETHER:
        raise NotReadable(say("docx.bomb"))
    parts = {part.filename: part for part in found}
    if len(parts) < len(found):
        raise NotReadable(say("docx.strange-name", part=_twice(found)))
    if "content.xml" in parts and "mimetype" in parts:
        raise NotReadable(say("docx.open-document"))
    return Package(parts, archive)


def _check(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 0x1:
        raise NotReadable(say("docx.old-or-protected"))
    name = part.filename
    if part.compress_type not in _PACKINGS:
        raise NotReadable(say("docx.broken", part=name[:60]))
    if name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/"):
        raise NotReadable(say("docx.strange-name", part=name[:60]))
    if part.file_size > _HARMLESS and part.file_size > MOST_PACKED * part.compress_size:
        raise NotReadable(say("docx.bomb"))


def _twice(found: list[zipfile.ZipInfo]) -> str:
    names = [part.filename for part in found]
    return next(name for name in names if names.count(name) > 1)[:60]


def parsed(raw: bytes, name: str) -> Element:
    """Return XML as a tree of elements with short names.

    Raises:
        NotReadable: it is broken, has a document type, or is nested or long beyond reason.
    """
    builder = _Builder(name)
    # what a file declares about its own letters is followed, so that a document type is seen in all of them
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.tree.data
    parser.buffer_text = True
    try:
        parser.Parse(raw, True)
        return builder.tree.close()
    except (expat.ExpatError, LookupError, ValueError, AssertionError) as error:
        raise NotReadable(say("docx.broken", part=name)) from error


class _Builder:
    """Builds a tree of elements, within limits."""

    def __init__(self, part: str) -> None:
        self.tree = TreeBuilder()
        self._part = part
        self._deep = self._elements = 0

    def refuse(self, *_declared: object) -> None:
        """Refuse a document type."""
        raise NotReadable(say("docx.document-type", part=self._part))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        self._deep += 1
        self._elements += 1
        if self._deep > MOST_DEEP or self._elements > MOST_ELEMENTS:
            raise NotReadable(say("docx.nested", part=self._part))
        self.tree.start(_short(tag), {_short(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        self._deep -= 1
        self.tree.end(_short(tag))


def _short(name: str) -> str:
    space, found, local = name.rpartition("}")
    if not found:
        return name
    return f"{_SPACES[space]}.{local}" if space in _SPACES else f"{{{space}}}{local}"
