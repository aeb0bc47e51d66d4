"""Word files that are none, that are broken, or that are made to do harm: refused with what to do, and nothing
else ever comes out of the reader than what was read or that."""

import contextlib
import io
import struct
import zipfile
from random import Random

import pytest

from exports.docx import package
from exports.docx.package import NotReadable, opened, parsed
from exports.docx.writer import docx
from exports.review.docx import read_docx
from tests.support.word import FIXTURES, SENT, packed, unpacked, word_file

GOOD = word_file("<w:p><w:r><w:t>words</w:t></w:r></w:p>")
PAGE = "word/document.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def with_page(data: bytes, name: str = PAGE) -> bytes:
    return packed({**unpacked(GOOD), name: data})


def refused(data: bytes) -> str:
    with pytest.raises(NotReadable) as caught:
        read_docx(data)
    told = str(caught.value)
    assert "\n" not in told
    assert any(advice in told for advice in ("save it", "send the text", "text itself sent")), "what to do"
    return told


def test_the_good_one_is_read() -> None:
    assert read_docx(GOOD).loose == ("words",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no Word document"),
        (b"- **A12** Write", "no Word document"),
        (b"PK\x03\x04" + b"x" * 40, "no Word document"),
        (b"{\\rtf1 words}", "no Word document"),
        (b"%PDF-1.7", "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old kind, or one with a password"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), ".odt"),
        (packed({"words.txt": b"words"}), "no page of words"),
        (packed({**unpacked(GOOD), "_rels/.rels": b"<x"}), "damaged"),
        (with_page(b""), "damaged"),
        (with_page(b"<w:document"), "damaged"),
        (with_page(b"\xff\xfe<"), "damaged"),
        (with_page(b'<?xml version="1.0" encoding="none-such"?><x/>'), "damaged"),
    ],
)
def test_what_is_no_word_file_is_said_to_be_none(data: bytes, why: str) -> None:
    assert why in refused(data)


@pytest.mark.parametrize(
    "declared", [DOCTYPE, LAUGHS, "<!DOCTYPE x>", '<!DOCTYPE x SYSTEM "http://evil.example/x">']
)
@pytest.mark.parametrize("letters", ["utf-8", "utf-16", "utf-16-be", "iso-8859-1", "utf-8-sig"])
def test_a_document_type_is_refused_in_all_letters(declared: str, letters: str) -> None:
    named = letters.removesuffix("-sig").removesuffix("-be")
    text = f'<?xml version="1.0" encoding="{named}"?>\n<!-- --> {declared}<x>words</x>'
    if letters == "utf-16-be":
        text = "\ufeff" + text
    assert "declares a document type" in refused(with_page(text.encode(letters)))


@pytest.mark.parametrize(
    "part", [PAGE, "word/styles.xml", "word/comments.xml", "_rels/.rels", "docProps/custom.xml"]
)
def test_a_document_type_is_refused_in_every_part_that_is_read(part: str) -> None:
    data = word_file("<w:p/>", {"styles": "", "comments": ""})
    files = {**unpacked(data), part: f"{DOCTYPE}<x>&e;</x>".encode()}
    assert "declares a document type" in refused(packed(files))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "far more" in refused(with_page(b"<x>" + b" " * 3_000_000 + b"</x>"))
    assert "far more" in refused(with_page(bytes(3_000_000), "word/media/image1.png"))


def test_many_parts_that_are_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_TOGETHER", 1_000)
    assert "far more" in refused(with_page(Random(1).randbytes(1_001), "word/media/image1.png"))


def test_a_part_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 2_000)
    assert "too large (word/document.xml)" in refused(
        with_page(b"<x>" + Random(1).randbytes(2_000).hex().encode())
    )


def test_a_part_that_lies_about_its_size_is_read_no_further() -> None:
    data = bytearray(with_page(b"<x>" + b"ab" * 3_000 + b"</x>"))
    place = data.rindex(PAGE.encode()) - 46  # in the list of all parts
    assert struct.unpack_from("<I", data, place)[0] == 0x02014B50
    struct.pack_into("<I", data, place + 24, 100)
    assert "damaged" in refused(bytes(data))


def test_too_many_parts_are_refused() -> None:
    assert "too many parts" in refused(packed({**unpacked(GOOD), **{f"word/{n}.xml": b"" for n in range(2_000)}}))


@pytest.mark.parametrize("name", ["../x.xml", "word/../../x", "/etc/passwd", "..\\x", "C:\\x", "\\\\host\\x"])
def test_a_part_whose_name_leads_elsewhere_is_refused(name: str) -> None:
    assert "a name that no word processor gives" in refused(with_page(b"x", name))


def test_two_parts_of_one_name_are_refused() -> None:
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(PAGE, b"<x/>")
    assert PAGE in refused(buffer.getvalue())


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(GOOD)
    place = data.rindex(PAGE.encode()) - 46
    struct.pack_into("<H", data, place + 8, 1)
    assert "password" in refused(bytes(data))


def test_what_is_nested_or_long_beyond_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"<w:tbl>" * 300 + b"</w:tbl>" * 300
    assert "nested" in refused(with_page(deep.replace(b"w:", b"")))
    monkeypatch.setattr(package, "MOST_ELEMENTS", 100)
    assert "nested or long" in refused(with_page(b"<x>" + b"<y/>" * 200 + b"</x>"))


def test_nothing_outside_the_file_is_read() -> None:
    space = b"http://schemas.openxmlformats.org/package/2006/relationships"
    links = b'<Relationships xmlns="' + space + b'"><Relationship Type="t/styles" Target="%s"%s/></Relationships>'
    for target, mode in ((b"../../../../etc/passwd", b""), (b"http://127.0.0.1:9/x", b' TargetMode="External"')):
        assert read_docx(with_page(links % (target, mode), "word/_rels/document.xml.rels")).loose == ("words",)


def test_strange_values_are_no_errors() -> None:
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId/></w:numPr><w:ind w:left="1e999"/></w:pPr>'
        "<w:r><w:sym/><w:commentReference/><w:t>A12 words</w:t></w:r></w:p><w:p><w:pPr><w:pStyle/></w:pPr></w:p>"
        '<w:commentRangeStart w:id="9"/><w:sdt/><w:tbl><w:tr/></w:tbl>'
    )
    one, other = (f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "ba"))
    answers = '<w15:commentEx w15:paraId="" w15:paraIdParent=""/>'
    look = '<w:rPr><w:rStyle w:val="a"/></w:rPr>'
    loop = f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r>{look}<w:t>x</w:t></w:r></w:p>'
    found = read_docx(word_file(body + loop, {"styles": one + other, "commentsExtended": answers}))
    assert [each.text for each in found.items] == ["words"]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", ["sent", "libreoffice-changes"])
def test_a_broken_file_is_read_or_refused_and_nothing_else(name: str, seed: int) -> None:
    """Bytes of the file, and of its parts within, are changed, cut off and repeated."""
    chance = Random(seed)
    data = (FIXTURES / f"{name}.docx").read_bytes()
    files = unpacked(data)
    for _round in range(12):
        part = chance.choice(sorted(files))
        for broken in (_broken(data, chance), packed({**files, part: _broken(files[part], chance)})):
            with contextlib.suppress(NotReadable):
                read_docx(broken)


def _broken(data: bytes, chance: Random) -> bytes:
    found = bytearray(data)
    for _change in range(chance.randint(1, 6)):
        place = chance.randrange(len(found) or 1)
        match chance.randrange(4):
            case 0:
                found[place : place + 1] = chance.randbytes(1)
            case 1:
                del found[place:]
            case 2:
                del found[place : place + chance.randint(1, 30)]
            case _:
                found[place:place] = found[place : place + chance.randint(1, 200)]
    return bytes(found)


def test_our_own_files_are_opened() -> None:
    assert len(opened(docx(SENT)).parts) == 10
    assert parsed(b"<x><y/></x>", "x").find("y") is not None
