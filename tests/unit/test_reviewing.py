"""From what came back to the records: what is proposed, what accepting it does, and that it happens once."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from codesign.commands.amending import Amend, Archive
from codesign.commands.reviewing import AddRecord, TakeIn, TurnDown
from codesign.errors import Refused
from codesign.model import Audience, Commitment, CommitmentState, Decision, ExportRecord, Person, Record
from codesign.opened import OpenPartnership
from codesign.views.notes import notes
from exports.formats import packed
from exports.markdown import markdown
from exports.review.compare import compare
from exports.review.docx import read_docx
from exports.review.proposals import Kind, Proposal
from exports.review.reading import accepted, all_but_missing, all_safe, open_proposals
from exports.review.text import read_text
from tests.support.doubles import StillClock, demo
from tests.support.reviews import ON, leave, proposed, sent, told


class Desk:
    """A document that left, and what comes back of it."""

    def __init__(self) -> None:
        self.clock = StillClock()
        self.opened, document, self.export = sent(self.clock)
        self.text = markdown(document)
        self.clock.forward(minutes=5)

    def edit(self, *changes: tuple[str, str]) -> "Desk":
        for old, new in changes:
            assert old in self.text
            self.text = self.text.replace(old, new)
        return self

    @property
    def open(self) -> tuple[Proposal, ...]:
        return open_proposals(self.export, self.opened.records, read_text(self.text), ON)

    def accept(self, *proposals: Proposal, by: str = "Jo Kim") -> None:
        self.opened.execute(TakeIn(self.export.id, by, accepted(proposals or self.open)))

    def commitment(self, number: str) -> Commitment:
        found = self.opened.numbered(number)
        assert isinstance(found, Commitment)
        return found

    def amend(self, number: str, **fields: object) -> None:
        self.opened.execute(Amend(self.opened.numbered(number), fields))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_text_and_a_day_and_an_owner(desk: Desk) -> None:
    desk.edit(("Write to the", "Phone the"), ("2026-12-01", "3 déc. 2026"), ("Who: Lee", "Who: Lee Wong"))
    assert all(each.safe for each in desk.open)
    desk.accept()
    first = desk.commitment("C1")
    assert (first.text[:9], first.due, first.moved_from) == ("Phone the", date(2026, 12, 3), (date(2026, 12, 1),))
    assert desk.commitment("C4").who == "Lee Wong"
    assert desk.open == ()


def test_it_stands_in_the_history_and_one_undo_takes_it_back(desk: Desk) -> None:
    desk.edit(("Write to the", "Phone the"))
    desk.accept()
    label = list(desk.opened.history())[-1].change.told
    assert label == "1 proposal taken in from the review of Jo Kim: C1"
    desk.opened.undo()
    assert desk.commitment("C1").text.startswith("Write to the")
    assert told(desk.open)[0][:2] == ("change", "C1")


def test_nothing_is_taken_in_twice(desk: Desk) -> None:
    desk.edit(("  - By when: 2026-12-01", "  - By when: 2026-12-01\n  - I know her. Jo"))
    desk.edit(("  - Who: Lee\n", "  - Who: Lee\n- [ ] Bring the ladder\n"))
    found = desk.open
    desk.accept(*found)
    desk.accept(*found)
    assert desk.open == ()
    assert [each.text for each in notes(desk.opened.records, desk.opened.numbered("C1"))] == [
        "Jo Kim: I know her. Jo"
    ]
    assert len(list(desk.opened.records.live(Commitment))) == 5


def test_what_is_rejected_is_not_shown_again(desk: Desk) -> None:
    desk.edit(("Write to the", "Call the"))
    desk.opened.execute(TurnDown(desk.export.id, "Jo", tuple(each.key for each in desk.open)))
    assert told(desk.open) == []
    assert desk.commitment("C1").text.startswith("Write")
    desk.edit(("Call the", "Visit the"))
    (found,) = desk.open
    assert found.returned.startswith("Visit")


def test_a_conflict_keeps_both_texts_until_somebody_picks(desk: Desk) -> None:
    desk.amend("C1", text="Ask the school about the survey")
    (found,) = desk.edit(("Write to the", "Phone the")).open
    assert (found.kind, found.safe) == (Kind.CONFLICT, False)
    assert (found.exported[:5], found.now[:5], found.returned[:5]) == ("Write", "Ask t", "Phone")
    desk.accept(found)
    now = desk.commitment("C1")
    assert {now.text, *now.also["text"]} == {found.now, found.returned}


def test_a_text_that_changes_between_looking_and_accepting_is_not_lost(desk: Desk) -> None:
    (found,) = desk.edit(("Write to the", "Phone the")).open
    desk.amend("C1", text="Ask the school about the survey")
    desk.accept(found)
    now = desk.commitment("C1")
    assert {now.text, *now.also["text"]} == {"Ask the school about the survey", found.returned}


def test_a_conflict_of_days_is_shown_and_then_taken(desk: Desk) -> None:
    desk.amend("C1", due=date(2026, 12, 4))
    (found,) = desk.edit(("2026-12-01", "2026-12-05")).open
    assert (found.kind, found.now) == (Kind.CONFLICT, "2026-12-04")
    desk.accept(found)
    assert desk.commitment("C1").due == date(2026, 12, 5)


def test_what_only_we_have_changed_is_no_proposal(desk: Desk) -> None:
    desk.amend("C1", text="Ask the school", due=None)
    assert desk.open == ()


def test_what_we_have_changed_in_the_same_way_is_none(desk: Desk) -> None:
    desk.amend("C1", due=date(2026, 12, 5))
    assert desk.edit(("2026-12-01", "Saturday 5 December 2026")).open == ()


@pytest.mark.parametrize("typed", ["next week", "03/04/2026", "31 November 2026"])
def test_a_day_that_cannot_be_read_is_kept_as_a_note(desk: Desk, typed: str) -> None:
    (found,) = desk.edit(("2026-12-01", typed)).open
    assert (found.kind, found.returned, found.safe) == (Kind.UNREADABLE, typed, False)
    desk.accept(found)
    assert desk.commitment("C1").due == date(2026, 12, 1)
    assert [each.text for each in notes(desk.opened.records, desk.commitment("C1"))] == [
        f"Jo Kim: By when: {typed}"
    ]


def test_a_ticked_box_is_a_promise_that_was_kept(desk: Desk) -> None:
    desk.edit(("[ ] **C2**", "[x] **C2**"))
    desk.accept()
    found = desk.commitment("C2")
    assert (found.state, found.settled) == (CommitmentState.KEPT, date(2026, 11, 21))


def test_missing_items_are_put_away_only_one_by_one(desk: Desk) -> None:
    desk.text = desk.text[: desk.text.index("- [ ] **C3**")] + desk.text[desk.text.index("- [ ] **C4**") :]
    (found,) = desk.open
    assert found.kind is Kind.MISSING
    assert all_safe(desk.open) == all_but_missing(desk.open) == ()
    desk.accept(found)
    assert desk.opened.numbered("C3").archived


def test_a_cleared_day(desk: Desk) -> None:
    (found,) = desk.edit(("  - By when: 2026-12-01\n", "")).open
    assert (found.kind, found.safe) == (Kind.CLEARED, False)
    desk.accept(found)
    assert desk.commitment("C1").due is None


def test_a_field_that_is_only_for_information_becomes_a_note(desk: Desk) -> None:
    (found,) = desk.edit(("  - For: D1 We meet", "  - For: D1 We sometimes meet")).open
    desk.accept(found)
    about: Record = desk.opened.numbered("N2")
    assert [each.text[:26] for each in notes(desk.opened.records, about)] == ["Jo Kim: For: D1 We sometim"]


def test_new_lines_become_what_stands_there(desk: Desk) -> None:
    desk.edit(
        ("  - Question: not set", "  - Question: not set\n- Ask the council for a key"),
        (
            "  - By when: not set",
            "  - By when: not set\n- [ ] Bring the ladder\n  - Who: Jo\n  - By when: 2026-12-05",
        ),
    )
    assert all(isinstance(each.does, AddRecord) and not each.safe for each in desk.open)
    desk.accept()
    made = desk.commitment("C5")
    assert (made.text, made.who, made.due) == ("Bring the ladder", "Jo", date(2026, 12, 5))
    decided = desk.opened.numbered("D2")
    assert isinstance(decided, Decision)
    assert decided.agreed is None, "a reviewer proposes, and the partnership decides"


def test_numbers_that_were_lost_or_typed_wrong(desk: Desk) -> None:
    assert desk.edit(("**C2** ", "")).open == ()
    (found,) = desk.edit(("Book room", "Book the room")).open
    assert (found.kind, found.number, found.safe) == (Kind.MATCHED, "C2", False)
    assert told(desk.edit(("**N1** Nobody can get home after eight", "**N77** Mice")).open)[0] == (
        *("unknown number", "N77", "", "Mice"),
    )


def test_a_number_that_stands_there_twice(desk: Desk) -> None:
    desk.edit(("- [ ] **C2**", "- [ ] **C1** Something else altogether\n- [ ] **C2**"))
    (found,) = desk.open
    assert (found.kind, found.number, found.safe) == (Kind.DUPLICATE, "C1", False)


def test_rewritten_words_of_the_document_itself(desk: Desk) -> None:
    (found,) = desk.edit(("Agree what we do", "Agree at last what we do")).open
    assert found.kind is Kind.WORDING
    assert found.exported.startswith("Agree what")


@pytest.mark.parametrize(
    ("printed", "edited", "exported", "returned"),
    [
        (
            "| other sectors together | 18 |",
            "| other sectors together | 19 |",
            "other sectors together · 18",
            "19",
        ),
        ("consent notice | 5 | 6 |", "consent notice | 5 | 9 |", "Welcome, purpose, consent notice · 5 · 6", "9"),
        ("| together | 90 | 90 |", "| together | 90 | 91 |", "together · 90 · 90", "91"),
        (
            "commitments | did | C9 and",
            "commitments | missed | C9 and",
            "Following through on commitments · did",
            "missed",
        ),
    ],
)
def test_a_cell_that_was_changed_is_told_with_its_row(
    tmp_path: Path, printed: str, edited: str, exported: str, returned: str
) -> None:
    """Also where the new figure stands somewhere else in the document, as 9 and 19 may."""
    opened = demo(StillClock())
    prepared, export = leave(opened, tmp_path)
    assert prepared.text.count(printed) == 1
    (found,) = proposed(opened, export, prepared.text.replace(printed, edited))
    assert (found.kind, found.exported, found.safe) == (Kind.WORDING, exported, False)
    assert found.returned == f"{exported.rpartition(' · ')[0]} · {returned}"


def test_a_new_row_is_one_proposal(tmp_path: Path) -> None:
    opened = demo(StillClock())
    prepared, export = leave(opened, tmp_path)
    row = "| other sectors together | 18 |\n"
    (found,) = proposed(opened, export, prepared.text.replace(row, f"{row}| school board | 3 |\n"))
    assert (found.kind, found.returned) == (Kind.COMMENT, "school board · 3")


def test_a_cell_that_was_changed_in_a_word_file(tmp_path: Path) -> None:
    opened = demo(StillClock())
    prepared, export = leave(opened, tmp_path)
    returned = read_docx(packed(prepared.document))
    assert compare(export, opened.records, returned, ON) == ()
    place = returned.loose.index("other sectors together") + 1
    loose = (*returned.loose[:place], "9", *returned.loose[place + 1 :])
    (found,) = compare(export, opened.records, replace(returned, loose=loose), ON)
    assert (found.exported, found.returned) == ("other sectors together · 18", "other sectors together · 9")


def test_one_that_cannot_be_done_leaves_everything_as_it_is(desk: Desk) -> None:
    (found,) = desk.edit(("Write to the", "Phone the")).open
    desk.opened.execute(Archive((desk.commitment("C1").id,)))
    with pytest.raises(Refused, match="C1"):
        desk.accept(found)


# What was held back, or told to nobody


@pytest.fixture
def public(tmp_path: Path) -> tuple[OpenPartnership, str, ExportRecord]:
    opened = demo(StillClock())
    prepared, export = leave(opened, tmp_path, audience=Audience.PUBLIC)
    return opened, prepared.text, export


def test_a_person_who_was_printed_as_a_role_stays_that_person(tmp_path: Path) -> None:
    opened = demo(StillClock())
    person = next(each for each in opened.records.live(Person) if each.role)
    promise = next(each for each in opened.records.live(Commitment) if each.number == "C15")
    opened.execute(Amend(promise, {"who": person.name}))
    prepared, export = leave(opened, tmp_path, audience=Audience.PUBLIC)
    printed = export.items["C15"].fields["Who"]
    assert printed == person.role
    assert proposed(opened, export, prepared.text) == ()
    found = proposed(opened, export, prepared.text.replace("ring the", "RING the"))
    assert not [each for each in found if each.field == "Who"]


def test_held_words_never_replace_the_true_ones(public: tuple[OpenPartnership, str, ExportRecord]) -> None:
    opened, text, export = public
    held = "(in words that their speaker has not cleared for you)"
    number = next(iter(export.items))
    item = export.items[number]
    veiled = replace(export, items={**export.items, number: replace(item, text=held)})
    edited = text.replace(f"**{number}** {item.text}", f"**{number}** Something else")
    found = [each for each in proposed(opened, veiled, edited) if each.number == number]
    assert [each.kind for each in found] == [Kind.COMMENT]
    assert not found[0].safe


def test_labels_that_only_an_organisation_uses(desk: Desk) -> None:
    items = {
        number: replace(item, fields={f"Our {label}": value for label, value in item.fields.items()})
        for number, item in desk.export.items.items()
    }
    own = replace(desk.export, items=items)
    text = desk.text
    for label in ("Who", "By when", "For", "Question"):
        text = text.replace(f"  - {label}:", f"  - Our {label}:")
    assert proposed(desk.opened, own, text) == ()
    (found,) = proposed(desk.opened, own, text.replace("Our Who: Lee", "Our Who: Lee Wong"))
    assert (found.kind, found.field, found.returned) == (Kind.CHANGE, "Our Who", "Lee Wong")
