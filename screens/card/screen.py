"""A record on a screen of its own: all its fields, its thread, its notes, its history."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.changes import Committed
from codesign.commands.amending import Amend, Archive, Pick
from codesign.commands.capture import Capture
from codesign.commands.cards import Advance, Move, Vote
from codesign.dates import stamp
from codesign.model import Commitment, Decision, Item, Meeting, Person, Phase, Record, Voice
from codesign.opened import OpenPartnership
from codesign.views.history import earlier_texts, texts_apart
from codesign.views.permitting import to_permit
from codesign.views.withdrawing import OF_PEOPLE
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.card.editor import EditorScreen
from screens.card.entries import as_seen, changed, entries
from screens.card.look import LookScreen
from screens.card.note import NoteLine
from screens.card.reading import Entry, NotUnderstood
from screens.card.rows import Row, draw, is_stop, rows
from screens.dialogs.asked import Choice, Field, Values, typed
from screens.dialogs.pick import PickScreen
from screens.dialogs.questions import ask_about_paste, ask_usual, permit, settle, turn_into
from screens.dialogs.withdraw import withdraw
from screens.everywhere import LEAVE_LINE, SAVE_LINE, in_partnership
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.capture import CaptureLine
from screens.widgets.lines import shown


def _written_apart(record: Record, entry: Entry) -> list[Field]:
    """Return the other texts of a field, which stand under it in the form."""
    label, hint = say("fields.also", field=entry.field.label), say("card.also-hint")
    others = record.also.get(entry.name, ())
    return [Field(f"also {entry.name} {n}", label, text, lines=2, hint=hint) for n, text in enumerate(others)]


def _key(path: str) -> str:
    """Return the key of a field's name under [fields]."""
    return path.replace("_", "-")


_GOVERNED = (Voice, Meeting)
_TURNED = (Item, Voice, Commitment, Decision)

_ON_ARCHIVED = frozenset(
    {"restore", "withdraw", "follow", "thread", "look", "undo", "redo", "dismiss", "help", "palette"}
)
"""What can be done with a record that was archived."""


class CardScreen(PartnershipScreen[None]):
    """Shows one record, of whatever kind."""

    CSS_PATH = "card.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            SAVE_LINE,
            LEAVE_LINE,
            Act("card.pick", "c", "pick", foot=True),
            Act("card.edit", "e", "edit", foot=True),
            Act("card.advance", "s", "advance(1)", foot=True),
            Act("card.step-back", "S", "advance(-1)"),
            Act("card.settle", "s", "settle", foot=True),
            Act("card.permit", "p", "permit", foot=True),
            Act("card.forward", "greater_than_sign", "shift(1)", foot=True, foot_with="card.backward"),
            Act("card.backward", "less_than_sign", "shift(-1)"),
            Act("board.more-votes", "plus", "vote(1)"),
            Act("board.fewer-votes", "minus", "vote(-1)"),
            Act("card.follow", "enter", "follow"),
            Act("card.earlier", "b", "earlier"),
            Act("card.note", "a", "note", foot=True),
            Act("card.look", "v", "look"),
            Act("thread", "T", "thread", foot=True),
            Act("card.archive", "D", "archive"),
            Act("card.withdraw", "X", "withdraw"),
            Act("card.govern", "G", "govern"),
            Act("card.restore", "D", "restore", foot=True),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "dismiss", foot=True),
            Act("meeting.turn", "t", "turn", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "card"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, record: str) -> None:
        super().__init__(opened)
        self._record_id = record
        self._history: tuple[Committed, ...] = ()

    @property
    def record_here(self) -> str:
        """The record that is open."""
        return self._record_id

    @property
    def _record(self) -> Record | None:
        return self.opened.records.find(self._record_id)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Row](draw, key=lambda row: row.key, stops=is_stop, id="rows")
        yield NoteLine(self.opened, self._record_id)
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the record."""
        self.update_view()
        self.set_focus(self.query_one("#rows"))
        if self.check_action("note", ()):
            self.query_one(NoteLine).go_on()
        self.app.call_later(self.ask_again)

    def update_view(self) -> None:
        """Show the record as it is now."""
        record = self._record
        if record is None:
            self.dismiss(None)
            return
        self._history = tuple(self.opened.history(record.id))
        title = self.query_one("#title", Bar)
        title.left = ((f" {record.number}", "strong"), (f"  {shown(record.headline)}", ""))
        self.query_one("#rows", BlockList).show(list(rows(self.opened, record, self._history)))
        self.update_keys()

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each kind of record has its own acts; what is archived can only be brought back."""
        record = self._record
        if record is None or not super().check_action(action, parameters):
            return False
        if record.archived and action not in _ON_ARCHIVED and not self.typing:
            return False
        match action:
            case "edit":
                return bool(entries(self.opened, record)) and not (record.purged and record.NEVER_AGAIN)
            case "advance" | "vote":
                return isinstance(record, Item)
            case "shift":
                return isinstance(record, Item) and self._beside(record, int(str(parameters[0]))) is not None
            case "settle":
                return isinstance(record, Commitment)
            case "permit":
                return isinstance(record, Person) or bool(to_permit([record]))
            case "withdraw":
                return isinstance(record, OF_PEOPLE) and not (isinstance(record, Voice) and record.purged)
            case "turn" | "archive" | "govern":
                return isinstance(record, _GOVERNED if action == "govern" else _TURNED)
            case "pick":
                return bool(record.also)
            case "earlier":
                return bool(earlier_texts(self._history, record))
            case "restore":
                return record.archived
            case "follow":
                return bool(record.origins or self.opened.records.led_to(record.id))
            case "look":
                return bool(self._text)
        return True

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Go along the thread."""
        if event.item.record:
            self.app.push_screen(CardScreen(self.opened, event.item.record))

    def action_follow(self) -> None:
        """Go along the thread to the record under the cursor."""
        self.query_one("#rows", BlockList).action_choose()

    def action_thread(self) -> None:
        """Follow the record's thread."""
        from screens.thread.screen import ThreadScreen

        self.app.push_screen(ThreadScreen(self.opened, self._record_id))

    @property
    def _text(self) -> str:
        """What was written at length here."""
        return str(getattr(self._record, "text", "") or getattr(self._record, "purpose", ""))

    def action_look(self) -> None:
        """See the text as its Markdown reads."""
        record = self._record
        if record is not None:
            self.app.push_screen(LookScreen(f"{record.number}  {shown(record.headline)}", self._text))

    def action_advance(self, steps: int) -> None:
        """Take the card to its next status, or back."""
        self.carry_out(Advance((self._record_id,), steps))

    def action_vote(self, votes: int) -> None:
        """Count a vote, or take one away."""
        self.carry_out(Vote((self._record_id,), votes))

    @staticmethod
    def _beside(item: Item, steps: int) -> Phase | None:
        phases = list(Phase)
        place = phases.index(item.phase) + steps
        return phases[place] if 0 <= place < len(phases) else None

    def action_shift(self, steps: int) -> None:
        """Move the card to the phase beside."""
        record = self._record
        if isinstance(record, Item) and (phase := self._beside(record, steps)) is not None:
            self.carry_out(Move((record.id,), phase))

    def action_edit(self) -> None:
        """Write the record's fields. A draft goes on from what its author saw when they began it."""
        record = self._record
        if record is None:
            return
        draft = self.opened.draft_key(record)
        found = entries(self.opened, record)
        seen = as_seen(record, found, typed(self.opened.drafts, draft))
        fields = [field for entry in found for field in (entry.field, *_written_apart(record, entry))]

        def accept(values: Values) -> str:
            try:
                return self.complaint(Amend(seen, changed(found, values)))
            except NotUnderstood as error:
                return str(error)

        title = say("card.edit-title", number=record.number)
        form = EditorScreen(title, fields, self.opened.drafts, draft, accept)
        self.app.push_screen(form, lambda _saved: self._show_draft(draft))

    def _show_draft(self, draft: str) -> None:
        """Show that something was typed and not saved, or not any more."""
        self.update_view()
        if self.opened.drafts.has(draft):
            self.tell(say("card.draft"))

    def action_pick(self) -> None:
        """Choose one of the texts that were written apart."""
        record = self._record
        if record is not None and record.also:
            texts = texts_apart(record)
            self._choose_text(say("card.pick-title", number=record.number), [(*each, "") for each in texts])

    def action_earlier(self) -> None:
        """Put a text back that a field held before."""
        record = self._record
        if record is not None:
            zone = self.opened.clock.zone()
            texts = [
                (each.path, each.text, f"{stamp(each.at, zone)} {each.by}")
                for each in earlier_texts(self._history, record)
            ]
            self._choose_text(say("card.earlier-title", number=record.number), texts)

    def _choose_text(self, title: str, texts: list[tuple[str, str, str]]) -> None:
        """Ask for one of several texts, each with its field and a note, and put it into its field."""
        record = self._record
        if record is None:
            return
        choices = [
            Choice(f"{say('show.before', name=say(f'fields.{_key(path)}'))} {text}", str(n), note)
            for n, (path, text, note) in enumerate(texts)
        ]

        def chosen(place: str) -> None:
            path, text, _note = texts[int(place)]
            self.carry_out(Pick(record, path, text))

        self.ask(PickScreen(title, choices), chosen)

    def action_settle(self) -> None:
        """Say what became of a commitment."""
        settle(self, self._record_id)

    def action_permit(self) -> None:
        """Say how the words may be used."""
        if isinstance(record := self._record, Person):
            ask_usual(self, record)
        else:
            permit(self, [self._record_id])

    def action_turn(self) -> None:
        """Make a record of another kind of these words."""
        turn_into(self, self._record_id)

    def action_archive(self) -> None:
        """Put the record out of sight."""
        self.carry_out(Archive((self._record_id,)))

    def action_withdraw(self) -> None:
        """Take these words back for ever, for whoever said them."""
        withdraw(self, self._record_id)

    def action_govern(self) -> None:
        """Write down who governs these words."""
        from screens.dialogs.governance import govern

        govern(self, self._record_id)

    def action_restore(self) -> None:
        """Bring the record back."""
        self.carry_out(Archive((self._record_id,), archived=False))

    # Notes

    def action_note(self) -> None:
        """Begin a note in one line."""
        self.query_one(NoteLine).begin()

    def on_paste(self, event: events.Paste) -> None:
        """A paste is words, wherever the cursor is."""
        if self.check_action("note", ()):
            self.action_note()
            self.query_one(NoteLine).take_paste(event.text)

    def on_capture_line_entered(self, event: CaptureLine.Entered) -> None:
        """Keep the note; it stays in the line if that cannot be done."""
        self._keep_note([event.text])

    def on_capture_line_pasted(self, event: CaptureLine.Pasted) -> None:
        """Ask what several lines are meant to be."""
        self.ask_about_lines(event.lines)

    def ask_about_lines(self, pasted: list[str]) -> None:
        """Ask what pasted lines are meant to be, and keep them as that."""
        line = self.query_one(NoteLine)

        def chosen(lines: list[str]) -> None:
            if len(lines) == 1 or not self._keep_note(lines):
                line.offer(line.line.value + " ".join(lines))

        ask_about_paste(self, pasted, chosen)

    def _keep_note(self, texts: list[str]) -> bool:
        record, line = self._record, self.query_one(NoteLine)
        if (
            record is None
            or self.carry_out(Capture(tuple(line.read_as_note(text, record) for text in texts))) is None
        ):
            return False
        line.saved()
        self.on_capture_line_left()
        return True

    def on_capture_line_left(self) -> None:
        """Go back to the card; the draft is kept."""
        self.query_one(NoteLine).display = False
        self.set_focus(self.query_one("#rows"))
