"""Word files for tests: one that was sent, files put together part by part, and LibreOffice to open them with."""

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from exports.docx.body import W
from exports.tree import Bullets, Document, Facts, Heading, Numbered, NumberedItem, Paragraph, Table

FIXTURES = Path(__file__).parent.parent / "fixtures" / "reviews" / "docx"

SENT = Document(
    "River Clean-up: meeting notes, Spring workshop",
    "en",
    (("type", "meeting notes"), ("generated", "2026-11-21"), ("audience", "partners")),
    (
        Facts((("Date", "Saturday 21 November 2026"), ("Place", "Boat house"))),
        Heading(2, "In one minute"),
        Bullets(("Promised (2): C12 town planner; C13 school principal", "Next meeting: not set")),
        Heading(2, "Who was there"),
        Table(("Sector", "People"), (("municipal", "4"), ("school", "3"))),
        Heading(2, "What we heard"),
        Heading(3, "Do better"),
        Numbered(
            (
                NumberedItem("V3", "v3", "“Nobody told us that the ramp was gone.”", (("Said by", "caregiver"),)),
                NumberedItem("V4", "v4", "“The bus leaves before the clinic closes.”", (("Said by", "driver"),)),
            )
        ),
        Heading(2, "Commitments"),
        Numbered(
            (
                NumberedItem(
                    "C12",
                    "c12",
                    "Write to the school about the survey",
                    (("Who", "town planner"), ("By when", "2026-12-01")),
                    done=False,
                ),
                NumberedItem(
                    "C13",
                    "c13",
                    "Book the boat house for May",
                    (("Who", "school principal"), ("By when", "2026-12-08"), ("Because", "It is dry there.")),
                    done=False,
                ),
                NumberedItem("C14", "c14", "Count the steps to the hall", (("Who", "library"),), done=True),
            )
        ),
        Paragraph("Follow-through so far: 3 kept of 5 that were due."),
    ),
    "Export reference",
    "2026-11-21-7f3a",
)
"""What the files in FIXTURES were made from."""

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a file with a page, given as the XML in its body, and with other parts by their short names, such as
    "comments"; each is what the page refers to."""
    others = parts or {}
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{_RELATION}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in others}),
        **{f"word/{name}.xml": f"<w:{name} {spaces}>{text}</w:{name}>" for name, text in others.items()},
    }
    return packed({name: text.encode() for name, text in files.items()})


def _relations(targets: Mapping[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return an archive with a text in one of its files replaced, which has to be there."""
    files = unpacked(data)
    text = files[name].decode()
    assert old in text, f"{old} is not in {name}"
    return packed({**files, name: text.replace(old, new, 1).encode()})


def converted(path: Path, ending: str, folder: Path) -> Path:
    """Return a file as LibreOffice writes it in another form ("odt", "docx", "pdf", "txt:Text"), into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", ending, "--outdir", folder, path], check=True, capture_output=True, timeout=120
    )
    return folder / f"{path.stem}.{ending.partition(':')[0]}"


def libreoffice_text(path: Path, folder: Path) -> str:
    """Return the text of a file as LibreOffice opens it, headless; its own files go into a folder."""
    return converted(path, "txt:Text (encoded):UTF8", folder).read_text("utf-8-sig")
