"""Our Word files in LibreOffice: opened, read, saved and read back."""

from pathlib import Path

import pytest

from codesign.model import Audience
from exports.docx.writer import docx
from exports.review.docx import read_docx
from tests.golden.test_documents import prepared
from tests.support.word import SENT, converted, libreoffice_text

COTTONWOOD = "cottonwood-valley-connections"


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notes of the demo as a Word file."""
    path = tmp_path_factory.mktemp("word") / "notes.docx"
    path.write_bytes(docx(prepared(COTTONWOOD, "notes", Audience.PARTNERS).document))
    return path


def test_libreoffice_reads_every_word(tmp_path: Path) -> None:
    path = tmp_path / "sent.docx"
    path.write_bytes(docx(SENT))
    text = libreoffice_text(path, tmp_path / "out")
    for each in SENT.numbered:
        assert f"{each.number} {each.text}" in text
        assert all(f"{name}: {value}" in text for name, value in each.fields)
    assert text.rstrip().endswith("Export reference: 2026-11-21-7f3a")


@pytest.mark.parametrize("through", ["docx:MS Word 2007 XML", "odt"])
def test_saved_by_libreoffice_nothing_has_changed(notes: Path, tmp_path: Path, through: str) -> None:
    saved = converted(notes, through, tmp_path / "first")
    if through == "odt":
        saved = converted(saved, "docx:MS Word 2007 XML", tmp_path / "second")
    assert read_docx(saved.read_bytes()) == read_docx(notes.read_bytes())
