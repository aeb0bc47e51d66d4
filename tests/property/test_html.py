"""Everything people can type, in every place of an HTML document."""

import re
from html import unescape

import pytest
from hypothesis import given, settings

from exports.escape import flat
from exports.html import html
from exports.page import DARK, LIGHT
from exports.tree import Document, PageBreak, Paragraph
from exports.verify import NotVerified
from exports.verify_html import verify_html
from tests.property.test_escape import PLACES, page, texts
from tests.support.hostile import HOSTILE


@pytest.mark.parametrize("place", PLACES)
@given(text=texts)
@settings(max_examples=60)
def test_every_text_comes_back_as_it_was(place: str, text: str) -> None:
    document = page(text, place)
    verify_html(document, html(document))


@pytest.mark.parametrize("place", PLACES)
def test_words_make_no_elements(place: str) -> None:
    """The elements that a document is made of do not depend on the words, links to addresses apart."""
    plain = _shape(html(page("word", place)))
    for text in HOSTILE:
        if flat(text):
            assert _shape(html(page(flat(text), place))) == plain, text


def _shape(text: str) -> list[str]:
    return re.findall(r"<(?!/?a[ >])[^>]*>", re.sub(r'content="[^"]*"', "", text))


def test_addresses_are_links_to_themselves_and_nothing_else_is() -> None:
    document = page("see https://example.org/?a=1&b=2 or write to a@example.org, javascript:alert(1)", "bullet")
    text = html(document)
    verify_html(document, text)
    assert '<a href="https://example.org/?a=1&amp;b=2">' in text
    assert '<a href="mailto:a@example.org">' in text
    assert 'href="javascript' not in text


def test_nothing_is_loaded_and_nothing_runs() -> None:
    text = html(page("words", "bullet"))
    assert "<script" not in text
    assert not re.search(r"\bsrc(set)?=|@import|url\(", text)
    assert "default-src 'none'" in unescape(text)
    assert '<html lang="en">' in text


def test_a_page_break_breaks_the_page_on_paper() -> None:
    document = Document("Sheets", "en", (), (Paragraph("one"), PageBreak(), Paragraph("two")))
    text = html(document)
    verify_html(document, text)
    assert "<p>one</p>\n<hr>\n<p>two</p>" in text
    assert re.search(r"@media print \{[^@]*hr \{[^}]*break-after: page", text)


@pytest.mark.parametrize(
    ("meant", "broken"),
    [
        ("<li>words</li>", "<li>other words</li>"),
        ("<li>words</li>", "<li>words"),
        ("<li>words</li>", "<p>words</p>"),
        ("<li>words</li>", "<li><b>words</b></li>"),
        ("<li>words</li>", '<li onclick="x()">words</li>'),
        ("<li>words</li>", '<li><a href="https://evil.example">words</a></li>'),
        ("<li>words</li>", "<li>words</li><script>x()</script>"),
        ("<li>words</li>", "<li>words</li><!-- words -->"),
        ("<li>words</li>", "<li>words</li>words"),
        ('<meta charset="utf-8">', '<meta http-equiv="refresh" content="0;url=https://evil.example">'),
        ("default-src", "script-src"),
        ('lang="en"', 'lang="fr"'),
        ("body { margin", "body { color: red; margin"),
        ("</main>", "more</main>"),
        ("</main>", "<img src=x></main>"),
        ("<!doctype html>", ""),
    ],
)
def test_a_page_that_does_not_read_back_is_refused(meant: str, broken: str) -> None:
    document = page("words", "bullet")
    text = html(document)
    assert meant in text
    with pytest.raises(NotVerified):
        verify_html(document, text.replace(meant, broken, 1))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_colours_can_be_read(palette: dict[str, str]) -> None:
    ground = _light(palette["ground"])
    for name in ("ink", "quiet", "link"):
        light, dark = sorted((_light(palette[name]), ground), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7, name


def _light(colour: str) -> float:
    """The relative luminance of a colour, as WCAG defines it."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
