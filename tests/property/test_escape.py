"""Everything people can type, in every place of a document, read by three readers."""

import html
import re
from collections.abc import Callable
from urllib.parse import unquote

import cmarkgfm
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exports.escape import flat
from exports.markdown import markdown
from exports.tree import (
    Blanks,
    Block,
    Boxes,
    Bullets,
    Document,
    Facts,
    Heading,
    Numbered,
    NumberedItem,
    Paragraph,
    Quote,
    Table,
    Ticks,
)
from exports.verify import NotVerified, verify
from tests.support.hostile import FRAGMENTS, HOSTILE

fragments = st.sampled_from(FRAGMENTS)
texts = st.one_of(
    st.lists(st.one_of(fragments, st.sampled_from([" ", "  ", ""])), min_size=1, max_size=10).map("".join),
    st.text(max_size=30),
    st.sampled_from(HOSTILE),
).filter(lambda text: bool(flat(text)))

PLACES: dict[str, Callable[[str], Block]] = {
    "heading": lambda text: Heading(2, text),
    "paragraph": Paragraph,
    "bullet": lambda text: Bullets((text, "next")),
    "fact name": lambda text: Facts(((text, "value"),)),
    "fact value": lambda text: Facts((("name", text),)),
    "item": lambda text: Numbered((NumberedItem("A12", "id", text, (("Who", "x"),), done=False),)),
    "field": lambda text: Numbered((NumberedItem("A12", "id", "x", ((text, text),)),)),
    "head": lambda text: Table((text, "b"), (("c", "d"),)),
    "cell": lambda text: Table(("a", "b"), ((text, "c"), ("d", text))),
    "quote": lambda text: Quote(text, "somebody"),
    "by": lambda text: Quote("words", text),
    "tick": lambda text: Ticks(((text, False), (text, True))),
    "box": lambda text: Blanks(("T1-2-1", "T1-2-2"), (Boxes(text, (text, "no")), Boxes("again", ("yes", text)))),
}


def page(text: str, place: str) -> Document:
    """A document with the text in one place and plain words around it."""
    front = (("partnership", text),)
    return Document(
        text, "en", front, (Paragraph("before"), PLACES[place](text), Heading(2, "after")), "Reference", "r-1"
    )


@pytest.mark.parametrize("place", PLACES)
@given(text=texts)
@example(text="1. x")
@example(text="https://example.org/%41")
@settings(max_examples=120)
def test_every_text_comes_back_as_it_was(place: str, text: str) -> None:
    document = page(text, place)
    verify(document, markdown(document))


@pytest.mark.parametrize("place", PLACES)
@given(text=texts)
@settings(max_examples=60)
def test_other_readers_find_the_same_blocks(place: str, text: str) -> None:
    """The structure that GitHub's own reader and the GitHub-like one make does not depend on the words."""
    text = flat(text)  # several lines would be several paragraphs, as they should
    body = markdown(page(text, place)).split("---\n", 2)[2]
    plain = markdown(page("word", place)).split("---\n", 2)[2]
    for read in (_github, _github_like):
        assert _shape(read(body)) == _shape(read(plain)), read.__name__
        assert "<script" not in read(body)


def _github(text: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(text))


def _github_like(text: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": False}).render(text))


def _shape(rendered: str) -> list[str]:
    """The tags without addresses, which are allowed to become links."""
    return re.findall(r"<(?!/?a\b)(/?\w+)", rendered)


@given(text=texts)
@settings(max_examples=100)
def test_the_words_reach_the_reader(text: str) -> None:
    body = markdown(page(text, "bullet")).split("---\n", 2)[2]
    shown = html.unescape(re.sub(r"<[^>]*>", "", MarkdownIt("commonmark").render(body)))
    assert unquote(flat(text)) in unquote(shown)


def test_a_document_that_does_not_read_back_is_refused() -> None:
    document = page("words", "bullet")
    text = markdown(document)
    for broken in (
        text.replace("- words", "- other words"),
        text.replace("- words", "words"),
        text.replace("before", "before\n\n<div>"),
        text + "\nmore\n",
        text.replace("- words", "- words <b>bold</b>"),
        text.replace("- words", "- [words](https://evil.example)"),
    ):
        assert broken != text
        with pytest.raises(NotVerified):
            verify(document, broken)
