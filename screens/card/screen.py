"""A record on a screen of its own: all its fields, its thread, its history."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.changes import Committed
from codesign.commands.amending import Amend, Archive, Pick
from codesign.commands.cards import Advance, Move, Vote
from codesign.dates import stamp
from codesign.model import Commitment, Decision, Item, Phase, Record, Voice
from codesign.opened import OpenPartnership
from codesign.views.fields import field_lines, permission_words
from codesign.views.history import earlier_texts, texts_apart
from codesign.views.thread import Step, came_from, led_to
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen, in_partnership
from screens.card.entries import Entry, NotUnderstood, as_seen, changed, entries
from screens.dialogs.form import Field, FormScreen, Values, typed
from screens.dialogs.pick import Choice, PickScreen
from screens.dialogs.questions import permit, settle, turn_into
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, paragraphs, shown, wrapped

_LABEL = 18


@dataclass(frozen=True)
class Row:
    """A row of the screen; `record` is where Enter leads."""

    key: str
    label: str
    words: str
    style: str = ""
    record: str = ""


def _written_apart(record: Record, entry: Entry) -> list[Field]:
    """Return the other texts of a field, which stand under it in the form."""
    label, hint = say("fields.also", field=entry.field.label), say("card.also-hint")
    others = record.also.get(entry.name, ())
    return [Field(f"also {entry.name} {n}", label, text, lines=2, hint=hint) for n, text in enumerate(others)]


def _key(path: str) -> str:
    """Return the key of a field's name under [fields]."""
    return path.replace("_", "-")


def _is_stop(row: Row) -> bool:
    """Tell whether the cursor may stand on a row: not on an empty one or a heading."""
    return bool(row.words) and row.style != "accent"


class CardScreen(PartnershipScreen[None]):
    """Shows one record, of whatever kind."""

    CSS_PATH = "card.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("card.edit", "e", "edit", foot=True),
            Act("card.advance", "s", "advance(1)", foot=True),
            Act("card.step-back", "S", "advance(-1)"),
            Act("card.settle", "s", "settle", foot=True),
            Act("card.permit", "p", "permit", foot=True),
            Act("meeting.turn", "t", "turn", foot=True),
            Act("card.forward", "greater_than_sign", "shift(1)", foot=True, foot_with="card.backward"),
            Act("card.backward", "less_than_sign", "shift(-1)"),
            Act("board.more-votes", "plus", "vote(1)"),
            Act("board.fewer-votes", "minus", "vote(-1)"),
            Act("card.follow", "enter", "follow", foot=True),
            Act("card.pick", "c", "pick", foot=True),
            Act("card.earlier", "b", "earlier"),
            Act("card.archive", "D", "archive"),
            Act("card.restore", "D", "restore", foot=True),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "dismiss", foot=True),
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
        yield BlockList[Row](self._draw, key=lambda row: row.key, stops=_is_stop, id="rows")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the record."""
        super().on_mount()
        self.update_view()
        self.query_one("#rows").focus()

    def update_view(self) -> None:
        """Show the record as it is now."""
        record = self._record
        if record is None:
            self.dismiss(None)
            return
        self._history = tuple(self.opened.history(record.id))
        title = self.query_one("#title", Bar)
        title.left = ((f" {record.number}", "strong"), (f"  {shown(record.headline)}", ""))
        self.query_one("#rows", BlockList).show(list(self._rows(record)))
        self.update_keys()

    def _rows(self, record: Record) -> list[Row]:
        records, zone = self.opened.records, self.opened.clock.zone()
        rows = [Row("headline", "", record.headline, "strong"), Row("gap", "", "")]
        if also_here := [each.person for each in self.opened.others if each.record == record.id]:
            rows.insert(1, Row("company", "", say("presence.too", who=", ".join(also_here)), "warn"))
        if isinstance(record, Voice):
            rows.append(Row("permission", say("fields.permission"), permission_words(record.permission)))
        for n, (label, words) in enumerate(field_lines(records, record, zone)):
            if words != record.headline and not (isinstance(record, Voice) and label == say("fields.permission")):
                rows.append(Row(f"field {n}", label, words))
        for key, steps in (("came-from", came_from(records, record)), ("led-to", led_to(records, record))):
            rows += [Row(f"{key} gap", "", ""), Row(key, "", say(f"thread.{key}"), "accent")]
            rows += [self._step(f"{key} {n}", step) for n, step in enumerate(steps)]
            if not steps:
                rows.append(Row(f"{key} none", "", say("thread.nothing"), "dim"))
        rows += [Row("history gap", "", ""), Row("history", "", say("card.history"), "accent")]
        for n, done in enumerate(self._history):
            rows.append(Row(f"history {n}", stamp(done.at, zone), f"{done.change.told} ({done.by})"))
        return rows

    @staticmethod
    def _step(key: str, step: Step) -> Row:
        again = f" ({say('thread.again')})" if step.again else ""
        words = f"{'  ' * step.depth}{step.record.number} {step.record.headline}{again}"
        return Row(key, "", words, record=step.record.id)

    @staticmethod
    def _draw(row: Row, width: int) -> list[Line]:
        if not row.words:
            return [()]
        if not row.label:
            indent = len(row.words) - len(row.words.lstrip(" "))
            lines = (
                paragraphs(row.words, width)
                if not row.record
                else wrapped(shown(row.words.strip()), width - indent - 2)
            )
            return [
                ((" " * (indent + 2 if row.record and n else indent), ""), (line, row.style))
                for n, line in enumerate(lines)
            ]
        label = wrapped(shown(row.label), _LABEL - 2)
        words = paragraphs(row.words, width - _LABEL)
        height = max(len(label), len(words))
        label += [""] * (height - len(label))
        words += [""] * (height - len(words))
        return [((f"{name:<{_LABEL}}", "dim"), (line, row.style)) for name, line in zip(label, words, strict=True)]

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each kind of record has its own acts; what is archived can only be brought back."""
        record = self._record
        if record is None or not super().check_action(action, parameters):
            return False
        if record.archived and action not in {"restore", "follow", "undo", "redo", "dismiss", "help", "palette"}:
            return False
        match action:
            case "edit":
                return bool(entries(self.opened, record))
            case "advance" | "vote":
                return isinstance(record, Item)
            case "shift":
                return isinstance(record, Item) and self._beside(record, int(str(parameters[0]))) is not None
            case "settle":
                return isinstance(record, Commitment)
            case "permit":
                return isinstance(record, Voice)
            case "turn" | "archive":
                return isinstance(record, Item | Voice | Commitment | Decision)
            case "pick":
                return bool(record.also)
            case "earlier":
                return bool(earlier_texts(self._history, record))
            case "restore":
                return record.archived
            case "follow":
                return bool(record.origins or self.opened.records.led_to(record.id))
        return True

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Go along the thread."""
        if event.item.record:
            self.app.push_screen(CardScreen(self.opened, event.item.record))

    def action_follow(self) -> None:
        """Go along the thread to the record under the cursor."""
        self.query_one("#rows", BlockList).action_choose()

    def action_advance(self, steps: int) -> None:
        """Take the card to its next status, or back."""
        self.carry_out(Advance(self._record_id, steps))

    def action_vote(self, votes: int) -> None:
        """Count a vote, or take one away."""
        self.carry_out(Vote(self._record_id, votes))

    @staticmethod
    def _beside(item: Item, steps: int) -> Phase | None:
        phases = list(Phase)
        place = phases.index(item.phase) + steps
        return phases[place] if 0 <= place < len(phases) else None

    def action_shift(self, steps: int) -> None:
        """Move the card to the phase beside."""
        record = self._record
        if isinstance(record, Item) and (phase := self._beside(record, steps)) is not None:
            self.carry_out(Move(record.id, phase))

    def action_edit(self) -> None:
        """Write the record's fields. A draft goes on from what its author saw when they began it."""
        record = self._record
        if record is None:
            return
        draft = f"{self.opened.folder} edit {record.number}"
        found = entries(self.opened, record)
        seen = as_seen(record, found, typed(self.opened.drafts, draft))
        fields = [field for entry in found for field in (entry.field, *_written_apart(record, entry))]

        def accept(values: Values) -> str:
            try:
                return self.complaint(Amend(seen, changed(found, values)))
            except NotUnderstood as error:
                return str(error)

        title = say("card.edit-title", number=record.number)
        self.app.push_screen(FormScreen(title, fields, self.opened.drafts, draft, accept))

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
            Choice(f"{say(f'fields.{_key(path)}')}: {text}", str(n), note)
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
        permit(self, self._record_id)

    def action_turn(self) -> None:
        """Make a record of another kind of these words."""
        turn_into(self, self._record_id)

    def action_archive(self) -> None:
        """Put the record out of sight."""
        self.carry_out(Archive(self._record_id))

    def action_restore(self) -> None:
        """Bring the record back."""
        self.carry_out(Archive(self._record_id, archived=False))
