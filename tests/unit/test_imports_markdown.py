"""Cards from Markdown: plain lists, task lists, boards of Obsidian."""

from datetime import date

import pytest

from codesign.imports.foreign import Arranged, Format
from codesign.model import Status
from tests.support.imports import card, fixture, problems, read, titles


def markdown(text: str) -> Arranged:
    return read(text, kind=Format.MARKDOWN)


class TestTheFixture:
    def test_top_level_items_are_cards_in_their_order(self) -> None:
        assert titles(fixture("board.md")) == [
            "A bench at the bus stop #transport @{2026-12-03}",
            "A light over the path",
            "Evening ride",
            "Nested at once",
            "Soup",
        ]

    def test_headings_are_columns(self) -> None:
        found = [(each.column, each.target.status, each.ticked) for each in fixture("board.md").led]
        assert found == [
            ("Needs", Status.RAISED, False),
            ("Needs", Status.AGREED, True),
            ("Doing", Status.TRYING, False),
            ("Fair in [May]", Status.PLANNED, False),
        ]

    def test_what_lies_below_an_item_is_its_text(self) -> None:
        arranged = fixture("board.md")
        assert arranged.cards[0].text == "People stand there.\n- [ ] ask the county\n- twice"
        assert card(arranged, "A light over the path").text == "A second paragraph with **stars**."

    def test_tags_and_dates_are_read_and_stay_in_the_title(self) -> None:
        bench = fixture("board.md").cards[0]
        assert (bench.tags, bench.due) == (("transport",), date(2026, 12, 3))

    def test_other_text_is_passed_over_and_named(self) -> None:
        assert fixture("board.md").foreign.notes == (
            "passed over 6 passages that are no items of a list: lines 1, 9, 27, 41, 42, 45",
        )

    def test_the_archive_of_a_kanban_board_is_one(self) -> None:
        assert fixture("board.md").archived == 1
        assert "Old poster" in titles(fixture("board.md", archived=True))

    def test_lines_are_those_of_the_file(self) -> None:
        arranged = fixture("board.md")
        assert arranged.cards[0].where == "line 13"
        assert problems(arranged) == ["line 25: no title, so this was not taken in: 3."]


@pytest.mark.parametrize(
    ("item", "title", "text", "done"),
    [
        ("- plain", "plain", "", False),
        ("* [x] ticked", "ticked", "", True),
        ("+ [X] ticked", "ticked", "", True),
        ("1) [ ] open", "open", "", False),
        ("- [link](x) stays", "[link](x) stays", "", False),
        ("- [x]tight", "[x]tight", "", False),
        ("- a\nlazy", "a", "lazy", False),
        ("- ```\n  code\n  ```\n\n  after", "after", "- ```\ncode\n```", False),
        ("- # Heading\n  text", "Heading", "text", False),
        ("- > quoted", "quoted", "", False),
        ("- <b>[/red]</b> **x**", "<b>[/red]</b> **x**", "", False),
        ("-\ttab\n\n\tmore", "tab", "more", False),
    ],
)
def test_items(item: str, title: str, text: str, done: bool) -> None:
    (found,) = markdown(item).cards
    assert (found.title, found.text) == (title, text)
    assert (found.status is Status.AGREED) is done


def test_items_in_quotations_are_no_cards() -> None:
    assert titles(markdown("> - quoted\n\n- mine\n\n    - below\n")) == ["mine"]


def test_a_line_of_dashes_is_no_front_matter() -> None:
    assert titles(markdown("---\n\n- one\n\n---\n\n- two\n")) == ["one", "two"]


def test_line_ends_of_any_kind() -> None:
    assert [each.where for each in markdown("# A\r\n\r\n- one\r- two\n").cards] == ["line 3", "line 4"]


def test_an_archive_without_its_line_is_a_column_like_others() -> None:
    assert markdown("## Archive\n\n- one\n").archived == 0


def test_a_date_that_can_be_two_is_named() -> None:
    arranged = markdown("- one @{03/04/2026}\n")
    assert (arranged.cards[0].due, problems(arranged)[0][:6]) == (None, "line 1")


def test_deep_lists_are_text() -> None:
    text = "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(300))
    (found,) = markdown(text).cards
    assert found.text.endswith("- level 299")


def test_many_passages_are_not_all_named() -> None:
    (told,) = read("\n\n".join(["words"] * 12), kind=Format.MARKDOWN).foreign.notes
    assert told.endswith("lines 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, …")
