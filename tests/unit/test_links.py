"""What is linked to each record: kept where a change has nothing to do with it, and right after every change."""

from collections.abc import Callable
from typing import Any

import pytest

from codesign.commands.amending import Amend, Archive
from codesign.commands.cards import Vote
from codesign.model import Answer, Attribution, Audience, ItemKind, Permission, Reply, Sector, Status
from codesign.opened import OpenPartnership
from codesign.records import HeldRecords, Records
from codesign.views.links import Links, links
from tests.support.doubles import NOW, capture, river

LINES = (
    '"Nobody came sector:school as:role to:public',
    "? A ride for:V1",
    "* A van @ann for:N1",
    "! I call @ann due:2026-11-01 for:A1",
    "? Did it help? for:A1",
    '"It did for:A1 sector:caregiver as:role to:public',
)
NUMBERS = ("V1", "N1", "A1", "C1", "N2", "V2")


def told() -> OpenPartnership:
    opened = river()
    for line in LINES:
        capture(opened, line)
    return opened


def worked_out(records: Records) -> Links:
    """Return them as somebody finds them who has never asked before."""
    others = HeldRecords()
    for each in records:
        others.put(each)
    return links(others)


def origins(opened: OpenPartnership, *numbers: str) -> frozenset[str]:
    return frozenset(opened.numbered(each).id for each in numbers)


def amend(opened: OpenPartnership, number: str, **fields: Any) -> None:
    opened.execute(Amend(opened.numbered(number), fields))


def vote(opened: OpenPartnership) -> None:
    opened.execute(Vote((opened.numbered("N1").id,), 1))


def name_sectors(opened: OpenPartnership) -> None:
    sectors = (Sector("other", "Others"), Sector("school", "Schools"))
    opened.execute(Amend(opened.partnership, {"sectors": sectors}))


ACTS: tuple[Callable[[OpenPartnership], Any], ...] = (
    lambda opened: amend(opened, "N1", title="A lift"),
    lambda opened: amend(opened, "N1", kind=ItemKind.IDEA),
    lambda opened: amend(opened, "N1", status=Status.PLANNED),
    lambda opened: amend(opened, "N1", status=Status.RAISED),
    lambda opened: amend(opened, "N1", origins=frozenset()),
    lambda opened: amend(opened, "N2", origins=origins(opened, "V1", "N1")),
    lambda opened: amend(opened, "V1", withdrawn=True),
    lambda opened: amend(opened, "V1", reply=Reply(Answer.ADOPT, NOW.date(), "ann")),
    lambda opened: amend(opened, "V1", sector="caregiver"),
    lambda opened: amend(opened, "V2", permission=Permission(Attribution.ROLE, Audience.ROOM)),
    lambda opened: amend(opened, "V2", origins=frozenset()),
    name_sectors,
    vote,
    lambda opened: capture(opened, "* Another van for:N1"),
    lambda opened: capture(opened, "? Nothing to do with it"),
)


@pytest.mark.parametrize("first", ACTS)
def test_they_are_right_after_every_two_changes(first: Callable[[OpenPartnership], Any]) -> None:
    for second in ACTS:
        opened = told()
        links(opened.records)
        for act in (first, second):
            act(opened)
            assert links(opened.records) == worked_out(opened.records)


@pytest.mark.parametrize("number", ["V1", "A1", "C1", "N2"])
def test_they_are_right_without_what_was_archived(number: str) -> None:
    opened = told()
    links(opened.records)
    opened.execute(Archive((opened.numbered(number).id,)))
    assert links(opened.records) == worked_out(opened.records)


def test_they_are_kept_where_a_change_has_nothing_to_do_with_them() -> None:
    opened = told()
    found = links(opened.records)
    vote(opened)
    amend(opened, "N1", title="A lift")
    assert links(opened.records) is found
    amend(opened, "N1", status=Status.PLANNED)
    amend(opened, "N1", status=Status.RAISED)
    assert links(opened.records) is found
