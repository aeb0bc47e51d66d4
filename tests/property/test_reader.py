"""Markdown that is read in pieces is read as if it were read whole, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.reader import read, read_whole

PIECES = st.sampled_from(
    [
        *(
            "- ",
            "  - ",
            "- [ ] ",
            "- [x] ",
            "> ",
            "# ",
            "## ",
            "1. ",
            "12) ",
            "    ",
            "---",
            "===",
            "```",
            "~~~",
            "+ ",
        ),
        *(
            "\n",
            "\n",
            "\n\n",
            "\n\n",
            " ",
            " ",
            "  \n",
            "\\\n",
            "\\",
            "**",
            "*",
            "_",
            "__",
            "~~",
            "`",
            "!",
            "|",
            "\t",
        ),
        *(
            "[",
            "]",
            "(",
            ")",
            "](",
            "]: /url",
            "<",
            ">",
            "<b>",
            "</b>",
            "<!-- ",
            "<script>",
            "<div>",
            "&amp;",
            "&",
            "#",
        ),
        *(
            "<https://example.org/a_b?c=d>",
            "<https://xn--bcher-kva.example>",
            "<http://A.example/%41>",
            "<a@b.example>",
        ),
        *(
            "| a | b |",
            "| --- | --- |",
            "**A12** ",
            "amp;",
            "lt",
            "x",
            "X",
            "é",
            "e\u0301",
            "½",
            "5",
            "12",
            "2026-12-01",
        ),
        *(
            "the bus (at four)",
            "Who: town planner",
            "“Nobody told us.”",
            "a, b; c: d",
            "don't",
            "\ue000",
            "\u00a0",
            "—",
            ":",
        ),
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_pieces_read_as_the_whole(body: str) -> None:
    assert list(read(body)) == list(read_whole(body))


@pytest.mark.parametrize(
    "body",
    [
        "- **A1** a &W; b",
        "- a &amp; b\n- a &lt; b\n- c &nope; d",
        "- <https://a.example/b> and <https://c.example/d>",
        "- <script>\n\n- b",
        "- a\n\n  - b",
        "> a\n>\n> b\n\n> c",
        "| a | b |\n| --- | --- |\n| c | d |",
        "- [ ] **C1** a\n  - Who: b\n- [x] **C2** c",
        "[a]: /url\n\n[a]",
    ],
)
def test_where_letters_matter_they_are_read(body: str) -> None:
    assert list(read(body)) == list(read_whole(body))
