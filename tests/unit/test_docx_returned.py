"""Word files as they come back: really edited by other programs, and put together as Word writes them."""

from collections.abc import Sequence

import pytest

from exports.docx.writer import docx
from exports.escape import flat
from exports.review.docx import read_docx
from exports.review.returned import Remark, Returned, ReturnedItem
from tests.support.word import FIXTURES, SENT, packed, replaced, unpacked, word_file

Said = tuple[str, str, tuple[tuple[str, str], ...], bool | None]

BOLD = "<w:rPr><w:b/></w:rPr>"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste2"><w:name w:val="List Bullet 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    '<w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def said(items: Sequence[ReturnedItem]) -> list[Said]:
    return [(each.number, each.text, each.fields, each.done) for each in items]


SENT_ITEMS: list[Said] = [(each.number, flat(each.text), each.fields, each.done) for each in SENT.numbered]


def run(text: str, look: str = "") -> str:
    return f'<w:r w:rsidR="00A1">{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, level: int | None = None, *, style: str = "", mark: str = "") -> str:
    found = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        found += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    return f'<w:p w14:paraId="1"><w:pPr>{found}<w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>'


def item(content: str = "", number: str = "A12") -> str:
    return paragraph(f'{run(number, BOLD)}{run(" ")}<w:proofErr w:type="spellStart"/>{content}', 0)


def deleted(text: str, by: str = "Jo Kim") -> str:
    return f'<w:del w:id="1" w:author="{by}"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def inserted(text: str, by: str = "Jo Kim") -> str:
    return f'<w:ins w:id="2" w:author="{by}">{run(text)}</w:ins>'


def control(checked: str, drawn: str) -> str:
    box = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{run(drawn)}</w:sdtContent></w:sdt>"


FALLBACK = f"<mc:Fallback>{run('old')}</mc:Fallback>"


def read(*body: str, **parts: str) -> Returned:
    return read_docx(word_file("".join(body), {"styles": STYLES, **parts}))


def only(*body: str, **parts: str) -> ReturnedItem:
    (found,) = read(*body, **parts).items
    return found


class TestOtherPrograms:
    def test_what_is_sent_is_what_is_written(self) -> None:
        assert (FIXTURES / "sent.docx").read_bytes() == docx(SENT), "make the files anew, see their README"

    @pytest.mark.parametrize(
        "name", ["sent", "libreoffice-resaved", "libreoffice-through-odt", "pandoc-through-markdown"]
    )
    def test_nothing_has_changed_where_nobody_changed_anything(self, name: str) -> None:
        returned = read_docx((FIXTURES / f"{name}.docx").read_bytes())
        assert said(returned.items) == SENT_ITEMS
        assert returned.reference == SENT.reference
        assert [each.under for each in returned.items] == ["Do better"] * 2 + ["Commitments"] * 3
        assert not returned.remarks
        assert not any(each.comments or each.by for each in returned.items)
        assert "Date: Saturday 21 November 2026" in returned.loose
        assert "municipal" in returned.loose

    @pytest.mark.parametrize("program", ["libreoffice", "pandoc"])
    def test_recorded_changes_are_taken_in_with_who_made_them(self, program: str) -> None:
        returned = read_docx((FIXTURES / f"{program}-changes.docx").read_bytes())
        assert said(returned.items) == [
            SENT_ITEMS[0],
            (
                "C12",
                "Write to the school about the survey and the school council",
                (("Who", "town planner"), ("By when", "2026-12-15")),
                False,
            ),
            (
                "C13",
                "Book the boat house for June",
                (("Who", "school principal"), ("By when", "2026-12-08"), ("Because", "")),
                False,
            ),
            SENT_ITEMS[4],
        ]
        assert [each.by for each in returned.items] == [
            (),
            ("Maria López",),
            ("Jo Kim", "Maria López"),
            ("Jo Kim",),
        ]
        assert returned.items[3].comments == (Remark("Jo Kim", "We also need a ramp"),)

    def test_comments_are_with_what_they_are_about(self) -> None:
        returned = read_docx((FIXTURES / "libreoffice-changes.docx").read_bytes())
        assert [each.comments for each in returned.items[:3]] == [
            (Remark("Jo Kim", "Is this about the north door?"),),
            (),
            (Remark("Maria López", "She has left; ask the new one."),),
        ]
        assert returned.remarks == (Remark("Jo Kim", "The library was there too."),)


class TestChanges:
    def test_an_insertion_counts_and_a_deletion_does_not(self) -> None:
        found = only(item(run("Write to ") + deleted("Ana") + inserted("Jo", "Maria López")))
        assert (found.text, found.by) == ("Write to Jo", ("Jo Kim", "Maria López"))

    def test_words_that_moved_stand_where_they_went(self) -> None:
        gone = f'<w:moveFrom w:id="1" w:author="Jo Kim">{run("first ")}</w:moveFrom>'
        here = f'<w:moveTo w:id="2" w:author="Jo Kim">{run(" first")}</w:moveTo>'
        found = only(item(gone + run("last") + here))
        assert (found.text, found.by) == ("last first", ("Jo Kim",))

    def test_words_that_are_struck_through_or_hidden_are_out(self) -> None:
        look = "<w:rPr><w:strike/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:strike w:val="0"/></w:rPr>'
        assert only(item(run("a ") + run("b ", look[0]) + run("c ", look[1]) + run("d", look[2]))).text == "a d"

    def test_an_item_of_which_all_words_were_deleted_is_empty(self) -> None:
        assert only(item(deleted("Write to the school"))).text == ""

    def test_an_item_that_was_deleted_is_not_there(self) -> None:
        gone = paragraph(deleted("A12 Write"), 0, mark='<w:del w:id="1" w:author="Jo Kim"/>')
        field = paragraph(run("Who: town planner"), 1)
        returned = read(gone, field, item(run("kept"), "A13"))
        assert [each.number for each in returned.items] == ["A13"]
        assert returned.loose == ("Who: town planner",), "it is not taken for a field of another item"

    def test_a_field_that_was_deleted_is_not_there_and_who_did_it_is(self) -> None:
        gone = paragraph(deleted("Who: town planner"), 1, mark='<w:del w:id="1" w:author="Jo Kim"/>')
        found = only(item(run("Write")), gone, paragraph(run("Because: it rains"), 1))
        assert (found.fields, found.by) == ((("Because", "it rains"),), ("Jo Kim",))

    def test_paragraphs_that_were_joined_are_one(self) -> None:
        first = paragraph(run("A12", BOLD) + run(" Write"), 0, mark='<w:del w:id="1" w:author="Jo Kim"/>')
        found = only(first, paragraph(run(" to the school"), 0), paragraph(run("Who: Ana"), 1))
        assert (found.text, found.fields, found.by) == ("Write to the school", (("Who", "Ana"),), ("Jo Kim",))

    def test_a_line_that_was_put_in_among_items_is_a_new_one(self) -> None:
        new = paragraph(inserted("We need a ramp"), 0)
        returned = read(item(run("one")), new, paragraph(inserted("Who: library"), 1), item(run("two"), "A13"))
        assert [each.number for each in returned.items] == ["A12", "", "A13"]
        added = returned.items[1]
        assert (added.text, added.fields, added.by) == ("We need a ramp", (("Who", "library"),), ("Jo Kim",))

    def test_a_list_under_a_heading_of_items_is_new_items(self) -> None:
        returned = read(paragraph(run("Commitments"), style="Titre1"), paragraph(run("Bring soup"), 0))
        assert [(each.text, each.under) for each in returned.items] == [("Bring soup", "Commitments")]

    def test_a_line_that_was_put_in_below_an_item_is_about_it(self) -> None:
        below = paragraph(inserted("I do not agree."))
        assert only(item(run("one")), below).comments == (Remark("Jo Kim", "I do not agree."),)
        assert only(item(run("one")), paragraph(run("Not so: never"), 1)).comments == (
            Remark("", "Not so: never"),
        )

    def test_rows_that_were_deleted_are_out(self) -> None:
        row = "<w:tr>{}<w:tc>" + paragraph(run("{}")) + "</w:tc><w:tc><w:p/></w:tc></w:tr>"
        gone = row.format('<w:trPr><w:del w:id="1" w:author="Jo"/></w:trPr>', "gone")
        assert read(f"<w:tbl>{gone}{row.format('', 'kept')}</w:tbl>").loose == ("kept",)


class TestComments:
    COMMENTS = (
        '<w:comment w:id="7" w:author="Jo Kim"><w:p w14:paraId="A1"><w:r><w:t>Is there a </w:t></w:r>'
        "<w:r><w:t>ramp?</w:t></w:r></w:p></w:comment>"
        '<w:comment w:id="8" w:author="Maria López"><w:p w14:paraId="B2">'
        "<w:r><w:t>Yes.</w:t></w:r></w:p></w:comment>"
    )
    START = '<w:commentRangeStart w:id="7"/>'
    REFERENCE = '<w:r><w:commentReference w:id="7"/></w:r>'
    BOTH = (Remark("Jo Kim", "Is there a ramp?"), Remark("Maria López", "Yes."))

    def test_a_comment_is_told_once_where_it_begins(self) -> None:
        returned = read(
            item(self.START + run("one")), item(run("two") + self.REFERENCE, "A13"), comments=self.COMMENTS
        )
        assert returned.items[0].comments == self.BOTH[:1]
        assert returned.items[1].comments == ()
        assert returned.remarks == self.BOTH[1:], "one that is anchored nowhere is not lost"

    def test_an_answer_is_where_the_comment_is(self) -> None:
        answers = '<w15:commentEx w15:paraId="B2" w15:paraIdParent="A1" w15:done="0"/>'
        found = only(
            item(run("one")),
            paragraph(run("Who: Ana") + self.REFERENCE, 1),
            comments=self.COMMENTS,
            commentsExtended=answers,
        )
        assert found.comments == self.BOTH

    def test_a_comment_on_words_that_were_deleted_is_kept(self) -> None:
        gone = f'<w:del w:id="1" w:author="Jo"><w:r><w:delText>x</w:delText>{self.START}</w:r></w:del>'
        assert only(item(gone + run("one")), comments=self.COMMENTS).comments == self.BOTH[:1]

    def test_a_footnote_is_a_remark(self) -> None:
        notes = f'<w:footnote w:id="2"><w:p>{run("Not in winter.")}</w:p></w:footnote>'
        note = '<w:ins w:id="1" w:author="Jo Kim"><w:r><w:footnoteReference w:id="2"/></w:r></w:ins>'
        found = only(item(run("one") + note), footnotes=notes)
        assert (found.text, found.comments) == ("one", (Remark("Jo Kim", "Not in winter."),))


class TestPieces:
    @pytest.mark.parametrize(
        ("content", "text"),
        [
            (f'<w:hyperlink r:id="x">{run("https://example.org")}</w:hyperlink>', "https://example.org"),
            (f'<w:smartTag w:element="place">{run("Paris")}</w:smartTag>', "Paris"),
            (f"<w:sdt><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>", "chosen"),
            (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{run('Click')}</w:sdt>", ""),
            (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('3')}", "3"),
            (f"{run('a')}<w:r><w:tab/></w:r>{run('b')}<w:r><w:br/></w:r>{run('c')}", "a b c"),
            (f"{run('a')}<w:r><w:br w:type='page'/></w:r>{run('b')}", "ab"),
            ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>", "co\u2011op"),
            ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
            (f"<mc:AlternateContent><mc:Choice>{run('new')}</mc:Choice>{FALLBACK}</mc:AlternateContent>", "new"),
            (f"<w:ruby><w:rt>{run('kana')}</w:rt><w:rubyBase>{run('kan')}</w:rubyBase></w:ruby>", "kan"),
        ],
    )  # fmt: skip
    def test_words_are_read_wherever_word_puts_them(self, content: str, text: str) -> None:
        assert only(item(content)).text == text

    @pytest.mark.parametrize(
        ("box", "done"),
        [
            (run("☐ "), False),
            (run("☒ "), True),
            (run("[x] "), True),
            (control("1", "☐"), True),
            (control("0", "☒"), False),
            ("<w:r><w:fldChar><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>", True),
            ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', False),
            (deleted("☐") + inserted("☑"), True),
            ("", None),
        ],
    )  # fmt: skip
    def test_a_box_is_a_box(self, box: str, done: bool | None) -> None:
        found = only(paragraph(f"{box}{run(' ')}{run('A12', BOLD)}{run(' Write')}", 0))
        assert (found.number, found.text, found.done) == ("A12", "Write", done)

    def test_words_in_a_frame_are_not_lost(self) -> None:
        frame = f"<w:r><w:pict><w:txbxContent>{paragraph(run('beside'))}</w:txbxContent></w:pict></w:r>"
        returned = read(item(run("one") + frame))
        assert returned.items[0].text == "one"
        assert returned.loose == ("beside",)


class TestItems:
    FIELD = paragraph(run("Who: Ana"), 1)

    @pytest.mark.parametrize(
        "body",
        [
            item(run("Write")) + paragraph(run("Who: Ana"), 1),
            item(run("Write")) + paragraph(run("Who: Ana"), 0),
            item(run("Write")) + paragraph(run("Who: Ana")),
            item(run("Write")) + paragraph(run("WHO :  Ana")).replace("WHO", "Who"),
            item(run("Write")) + paragraph(run("Who: Ana"), style="Liste2"),
            item(run("Write")) + paragraph(run("Who: Ana"), style="Own"),
            item(run("Write")) + "<w:p/>" + paragraph(run("Who: Ana"), 1),
            item(f"{run('Write')}<w:r><w:br/></w:r>{run('Who: Ana')}"),
            paragraph(run("A12 Write")) + paragraph(run("Who: Ana")),
            paragraph(run("A12. Write"), 0) + paragraph(run("Who: Ana"), 1),
            paragraph(run("A12", '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>') + run(" Write")) + FIELD,
            paragraph(run("A1", BOLD) + run("2 ", BOLD) + run("Write")) + FIELD,
        ],
    )
    def test_an_item_is_found_whatever_became_of_the_lists(self, body: str) -> None:
        assert said(read(body).items) == [("A12", "Write", (("Who", "Ana"),), None)]

    def test_a_paper_size_is_no_item_where_items_are_bold(self) -> None:
        returned = read(item(run("Write")), paragraph(run("Then")), paragraph(run("A4 paper is scarce")))
        assert [each.number for each in returned.items] == ["A12"]
        assert returned.loose == ("Then", "A4 paper is scarce")

    def test_a_number_that_stands_twice_is_there_twice(self) -> None:
        assert [each.number for each in read(item(run("one")), item(run("two"))).items] == ["A12", "A12"]

    def test_the_reference_is_found_where_its_line_was_lost(self) -> None:
        data = docx(SENT)
        page = unpacked(data)["word/document.xml"].decode()
        line = page[page.rindex("<w:p>") : page.rindex("<w:sectPr>")]
        assert read_docx(replaced(data, "word/document.xml", line, "")).reference == "2026-11-21-7f3a"
        assert read(paragraph(run("Export reference: 2026-11-21-7f3a"))).reference == "2026-11-21-7f3a"
        assert read(paragraph(run("We met on: 2026-11-21-7f3a"))).reference == ""

    def test_the_page_is_found_under_another_name(self) -> None:
        """As Word on the web names it."""
        files = unpacked(word_file(item(run("Write"))))
        files["word/document2.xml"] = files.pop("word/document.xml")
        files["_rels/.rels"] = files["_rels/.rels"].replace(b"document.xml", b"document2.xml")
        assert said(read_docx(packed(files)).items) == [("A12", "Write", (), None)]

    def test_the_strict_kind_of_file_is_read_too(self) -> None:
        files = unpacked(word_file(item(run("Write"))))
        strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        for name, data in files.items():
            files[name] = data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
        assert said(read_docx(packed(files)).items) == [("A12", "Write", (), None)]
