"""Makes the files in tests/fixtures/reviews/docx anew: python -m tests.support.word_files PYTHON_WITH_UNO

They differ from run to run in what LibreOffice and pandoc give to chance (ids, times); what the tests read in them
does not.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from exports.docx.writer import docx
from tests.support.word import FIXTURES, SENT, converted

_PORT = "20277"
COMMENTS = (
    ("ramp was gone", "Jo Kim", "Is this about the north door?"),
    ("school principal", "Maria López", "She has left; ask the new one."),
    ("Who was there", "Jo Kim", "The library was there too."),
)
"""What is commented on, by whom, and how."""


def make(python: str) -> None:
    """Make all files; needs LibreOffice Writer, its Python bridge, and pandoc."""
    sent = FIXTURES / "sent.docx"
    sent.write_bytes(docx(SENT))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        again = converted(sent, "docx:MS Word 2007 XML", folder / "again")
        again.replace(FIXTURES / "libreoffice-resaved.docx")
        odt = converted(sent, "odt", folder / "odt")
        converted(odt, "docx:MS Word 2007 XML", folder / "back").replace(FIXTURES / "libreoffice-through-odt.docx")
        flat = folder / "libreoffice-changes.fodt"
        _edit(python, sent, flat, folder)
        flat.write_text(_commented(flat.read_text("utf-8")), "utf-8")
        changed = FIXTURES / "libreoffice-changes.docx"
        converted(flat, "docx:MS Word 2007 XML", folder / "changed").replace(changed)
        _pandoc(sent, "-t", "gfm", "-o", str(folder / "sent.md"))
        _pandoc(folder / "sent.md", "-f", "gfm", "-o", str(FIXTURES / "pandoc-through-markdown.docx"))
        _pandoc(changed, "--track-changes=all", "-o", str(FIXTURES / "pandoc-changes.docx"))


def _commented(text: str) -> str:
    """Return an OpenDocument text with the comments of two reviewers, each behind the words it is about."""
    for on, author, comment in COMMENTS:
        assert on in text, on
        note = (
            f"<office:annotation><dc:creator>{author}</dc:creator><dc:date>2026-11-21T10:00:00</dc:date>"
            f"<text:p>{comment}</text:p></office:annotation>"
        )
        before, _on, after = text.rpartition(on)
        text = f"{before}{on}{note}{after}"
    return text


def _edit(python: str, source: Path, target: Path, folder: Path) -> None:
    office = subprocess.Popen(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'edit').as_uri()}", "--headless", "--norestore"),
            f"--accept=socket,host=127.0.0.1,port={_PORT};urp;",
        ]
    )
    try:
        script = FIXTURES / "edit.py"
        subprocess.run([python, script, _PORT, source.as_uri(), target.as_uri()], check=True, timeout=120)
        office.wait(60)
    finally:
        office.terminate()


def _pandoc(source: Path, *arguments: str) -> None:
    subprocess.run(["pandoc", source, *arguments], check=True, timeout=120)


if __name__ == "__main__":
    make(sys.argv[1])
