"""Words that break other programs, in every field of every screen: shown as they are, and nothing crashes."""

from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec
import pytest

from codesign.changes import change
from codesign.commands import Maker
from codesign.commands.amending import Amend
from codesign.commands.demo import FillDemo
from codesign.model import Attribution, Audience, Item, Meeting, Permission, Person, Record, Vision, Voice
from codesign.opened import OpenPartnership
from codesign.records import Records
from codesign.workspace import Workspace
from screens.widgets.lines import cells, shown
from tests.support.documents import newest_vision, notes, statement
from tests.support.doubles import NOW, demo
from tests.support.hostile import HOSTILE
from tests.support.screens import LARGE, SMALL, Board, board

CASES = [*((HOSTILE[n::8], SMALL) for n in range(8)), *((HOSTILE[n::8], LARGE) for n in (1, 4))]
"""Two or three texts at once: each screen shows more records than that."""


class Poison:
    """A command that puts texts, one after the other, into every field of every record that holds words."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    def apply(self, records: Records, make: Maker) -> "object":
        del make
        turns = cycle(self._texts)
        pairs = [(each, self._poisoned(each, next(turns))) for each in records]
        return change(f"poison {self._texts[0]}", *pairs)

    @staticmethod
    def _poisoned(record: Record, text: str) -> Record:
        fields: dict[str, Any] = {}
        for field in msgspec.structs.fields(record):
            value = getattr(record, field.name)
            if field.name in {
                "id",
                "number",
                "template",
                "language",
                "meeting",
                "block",
                "partner",
                "person",
                "sector",
            }:
                continue
            if isinstance(value, str) and type(value) is str:
                fields[field.name] = f"a {text}"
            elif field.name in {"owners", "tags"}:
                fields[field.name] = frozenset({f"a {text}"})
            elif field.name == "priorities":
                fields[field.name] = (f"a {text}",)
        if isinstance(record, Meeting):
            fields["blocks"] = {
                key: msgspec.structs.replace(block, title=f"a {text}") for key, block in record.blocks.items()
            }
        if isinstance(record, Vision):
            fields["reservations"] = {
                key: msgspec.structs.replace(each, text=f"a {text}", reply=f"a {text}")
                for key, each in record.reservations.items()
            }
        if isinstance(record, Voice):
            fields["permission"] = Permission(Attribution.NAMED, Audience.PUBLIC)
        return msgspec.structs.replace(record, **fields)


def poisoned(*texts: str) -> OpenPartnership:
    opened = demo()
    opened.execute(Poison(*texts))  # type: ignore[arg-type]
    return opened


def acts(running: Board) -> list[str]:
    """What on the screen a terminal would act on."""
    return [
        each
        for each in running.text
        if (each < " " and each != "\n") or "\x7f" <= each <= "\x9f" or each in "\u202e\u2066"
    ]


async def walk(running: Board) -> None:
    """Go through every screen and dialog; each row of keys ends on the screen beside it."""
    for keys, end in (
        (["enter"], "BoardScreen"),
        (["down", "enter"], "CardScreen"),
        (["e", "f2", "end", "escape", "escape"], "CardScreen"),
        (["T", "end", "home", "left", "right", "T", "escape", "q"], "CardScreen"),
        (["question_mark", "escape"], "CardScreen"),
        (["escape", "o", "end", "home", "escape"], "BoardScreen"),
        (["v", "L", "escape", "p", "escape", "y", "escape", "r", "escape", "escape"], "BoardScreen"),
        (["x", "end", "home", "enter", "t", "end", "t", "a", "escape", "escape"], "BoardScreen"),
        (
            ["m", "enter", "escape", "d", "end", "escape", "escape", "w", "escape", "escape", "f", "escape"],
            "MeetingScreen",
        ),
        (["escape", "q", "escape", "e", "escape"], "HomeScreen"),
    ):
        for key in keys:
            await running.press(key)
            assert not acts(running), key
            width = running.app.size.width
            assert all(cells(line) <= width for line in running.lines), key
        assert running.name == end, keys


@pytest.mark.parametrize(
    ("texts", "size"),
    CASES,
    ids=[f"{n}-{size[0]}" for n, (_texts, size) in enumerate(CASES)],
)
async def test_every_screen_shows_them_and_none_crashes(
    tmp_path: Path, texts: tuple[str, ...], size: tuple[int, int]
) -> None:
    def fill(workspace: Workspace) -> None:
        opened = workspace.create("Cottonwood Valley Connections")
        opened.execute(FillDemo("cottonwood-valley-connections"))
        opened.execute(Poison(*texts))  # type: ignore[arg-type]
        workspace.create("Another")

    async with board(tmp_path, demo=False, fill=fill, size=size) as running:
        await walk(running)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_typed_and_pasted_it_stays_what_it_is(tmp_path: Path, text: str) -> None:
    async with board(tmp_path, demo=False, fill=lambda each: each.create("River")) as running:
        await running.press("a")
        await running.type("? a ")
        await running.paste(" ".join(text.split()))
        await running.press("enter")
        assert running.shows("Enter keeps it") is ("@example.org" in text)
        if "@example.org" in text:  # an address is pointed out before it is kept
            await running.press("enter")
        opened = running.app._opened
        assert opened is not None
        card = next(opened.records.live(Item))
        flat = "".join(shown(text).split())
        kept = "".join(shown(card.title).split())
        assert flat.startswith(kept[1:]) or kept[1:] in flat or card.tags, (kept, flat)
        assert not acts(running)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_documents_are_written_whatever_was_said(text: str) -> None:
    """Preparing a document reads it back; it would be refused if one text came out otherwise."""
    opened = poisoned(text)
    meeting = opened.numbered("MT4")
    assert isinstance(meeting, Meeting)
    for audience in Audience:
        document = notes(opened.records, meeting, audience, NOW.date()).text
        document += statement(opened.records, newest_vision(opened.records), audience, NOW.date()).text
        assert not [each for each in document if (each < " " and each != "\n") or "\x7f" <= each <= "\x9f"]


def test_the_poison_reaches_every_kind_of_record() -> None:
    opened = poisoned("[/]")
    for record in opened.records:
        assert "[/]" in record.headline or "[/]" in str(msgspec.to_builtins(record)), record.TABLE
    person = next(opened.records.live(Person))
    opened.execute(Amend(person, {"name": "x"}))
