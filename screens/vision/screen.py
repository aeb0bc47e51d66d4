"""The shared vision: the statement, its versions and why each changed, and what people said to it."""

from itertools import zip_longest
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.commands.visions import Agree, Propose, RecordConsent, Reserve
from codesign.model import FIST_SCALE, Meeting, Reservation, Vision, VisionCheck
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.visions import versions
from codesign.views.voices import sector_names
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice, Field, Values
from screens.dialogs.form import FormScreen
from screens.dialogs.pick import PickScreen
from screens.dialogs.questions import ask_fists
from screens.everywhere import in_partnership
from screens.glyphs import BETWEEN
from screens.meeting.counting import sector_rows
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, paragraphs, shown, wrapped

_LABEL = 18
"""Columns of the names on the left."""


class VisionScreen(PartnershipScreen[None]):
    """All versions, the newest first."""

    CSS_PATH = "vision.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("vision.propose", "p", "propose", foot=True),
            Act("vision.fist", "f", "fist", foot=True),
            Act("vision.reserve", "r", "reserve", foot=True),
            Act("vision.answer", "y", "answer"),
            Act("vision.agree", "g", "agree", foot=True),
            Act("vision.large", "L", "large", foot=True),
            Act("vision.export", "x", "export"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "vision"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, exports: Path, meeting: str = "") -> None:
        """Show the versions; what is counted and proposed here belongs to `meeting` where one is given."""
        super().__init__(opened)
        self._exports = exports
        self._meeting = meeting

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Vision](self._draw, key=lambda each: each.id, empty=self._empty, id="versions")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the versions."""
        self.update_view()
        self.query_one("#versions").focus()

    def update_view(self) -> None:
        """Show the versions as they are now."""
        written = versions(self.opened.records)
        agreed = next((each for each in written if each.agreed), None)
        standing = say("vision.agreed-is", version=agreed.version) if agreed else say("vision.none-agreed")
        title = self.query_one("#title", Bar)
        title.left = ((f" {say('vision.title')}", "strong"), (f"  {standing}", "dim"))
        self.query_one("#versions", BlockList).show(written)
        self.update_keys()

    @property
    def _empty(self) -> str:
        return say("vision.empty", key=self.key_of("propose"))

    @property
    def _current(self) -> Vision | None:
        found = self.query("#versions")
        current = found.first(BlockList).current if found else None
        return current if isinstance(current, Vision) else None

    def _draw(self, vision: Vision, width: int) -> list[Line]:
        status = say("doc.agreed", day=vision.agreed) if vision.agreed else say("doc.proposed")
        lines: list[Line] = [
            (
                (say("doc.version", version=vision.version), "strong"),
                (f"  {vision.proposed}{BETWEEN}{status}", "dim"),
            )
        ]
        lines += [((line, ""),) for line in paragraphs(vision.text, width)]
        for key, words in (("why", vision.why), ("words-of", vision.words_of)):
            if words:
                lines += _labelled(say(f"field.{key}"), words, width)
        if vision.picture:
            lines += _labelled(say("doc.picture"), vision.picture, width)
        for check in vision.checks.values():
            lines += _labelled(say("vision.fist"), self._consent(check), width)
            lines += self._by_sector(check, width)
        names = sector_names(self.opened.records.partnership)
        for each in vision.reservations.values():
            whose = f" ({names.get(each.sector, each.sector)})" if each.sector else ""
            reply = say("doc.answer", answer=each.reply) if each.reply else say("vision.no-answer")
            lines += _labelled(say("vision.reservation"), f"{each.text}{whose} {reply}", width)
        return [*lines, ()]

    def _consent(self, check: VisionCheck) -> str:
        """Return what everybody together showed, and where and when."""
        together = [sum(each) for each in zip(*check.fists.values(), strict=True)]
        counts = BETWEEN.join(f"{fingers}: {count}" for fingers, count in zip(FIST_SCALE, together, strict=True))
        meeting = self.opened.records.get(Meeting, check.meeting)
        where = f"{check.on}, {meeting.title}" if meeting else str(check.on)
        return say("vision.consent", counts=counts, n=sum(together), where=where)

    def _by_sector(self, check: VisionCheck, width: int) -> list[Line]:
        names = sector_names(self.opened.records.partnership)
        lines: list[Line] = []
        for key in sorted(check.fists, key=list(names).index if set(check.fists) <= set(names) else str):
            shares = zip(FIST_SCALE, check.fists[key], strict=True)
            counts = BETWEEN.join(f"{fingers}: {count}" for fingers, count in shares if count)
            lines += _labelled("", f"{names.get(key, key)} ({counts})", width)
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a version needs one."""
        if not super().check_action(action, parameters):
            return False
        vision = self._current
        if action in {"fist", "reserve", "large", "export"}:
            return vision is not None
        if action == "answer":
            return vision is not None and bool(vision.reservations)
        if action == "agree":
            return vision is not None and vision.agreed is None
        return True

    def on_block_list_moved(self, _event: BlockList.Moved) -> None:
        """Show what can be done to the version under the cursor."""
        self.update_keys()

    def on_block_list_chosen(self, _event: BlockList.Chosen) -> None:
        """Show the version large."""
        self.action_large()

    def action_propose(self) -> None:
        """Write the next version, beginning from the one under the cursor."""
        current = self._current
        fields = [
            Field("text", say("vision.text"), current.text if current else "", lines=4),
            Field("why", say("field.why")),
            Field("words_of", say("field.words-of")),
            Field("picture", say("fields.picture"), current.picture if current else "", lines=4),
        ]

        form = FormScreen(
            say("vision.propose-title"),
            fields,
            self.opened.drafts,
            f"{self.opened.folder} vision",
            lambda values: self.complaint(Propose(**values, meeting=self._meeting)),
        )
        self.app.push_screen(form)

    def action_fist(self) -> None:
        """Count fingers by sector."""
        vision = self._current
        if vision is None:
            return
        meeting = self.opened.records.get(Meeting, self._meeting or vision.meeting)
        ask_fists(
            self,
            say("meeting.fist-vision", version=vision.version, text=vision.text),
            sector_rows(self, meeting),
            dict(check.fists) if (check := vision.checks.get(self._meeting)) else {},
            lambda fists: self.complaint(RecordConsent(vision.id, fists, self._meeting)),
        )

    def action_reserve(self) -> None:
        """Put a reservation on record."""
        vision = self._current
        if vision is None:
            return
        fields = [
            Field("text", say("vision.reservation")),
            Field("sector", say("fields.sector"), hint=say("vision.sector-hint")),
        ]

        def accept(values: Values) -> str:
            reservation = Reservation(values["text"], self._sector(values["sector"]))
            return self.complaint(Reserve(vision.id, reservation))

        draft = f"{self.opened.folder} reservation"
        self.app.push_screen(FormScreen(say("vision.reserve-title"), fields, self.opened.drafts, draft, accept))

    def _sector(self, text: str) -> str:
        wanted = text.strip().casefold()
        found = [
            each.key
            for each in self.opened.partnership.sectors
            if wanted and wanted in f"{each.key} {each.name}".casefold()
        ]
        return found[0] if len(found) == 1 else text.strip()

    def action_answer(self) -> None:
        """Answer a reservation."""
        vision = self._current
        if vision is None:
            return
        choices = [Choice(each.text, key) for key, each in vision.reservations.items()]

        def chosen(key: str) -> None:
            before = vision.reservations[key]

            def accept(values: Values) -> str:
                after = Reservation(before.text, before.sector, values["reply"], before.answer_due)
                return self.complaint(Reserve(vision.id, after, key))

            fields = [Field("reply", say("vision.reply"), before.reply)]
            draft = f"{self.opened.folder} reply {key}"
            self.app.push_screen(FormScreen(before.text, fields, self.opened.drafts, draft, accept))

        self.ask(PickScreen(say("vision.answer-title"), choices), chosen)

    def action_agree(self) -> None:
        """Mark the version as agreed today."""
        if (vision := self._current) is not None:
            self.carry_out(Agree(vision.id, today(self.opened.clock)))

    def action_large(self) -> None:
        """Show the version in large letters."""
        if (vision := self._current) is not None:
            from screens.vision.large import LargeScreen

            self.app.push_screen(LargeScreen(vision.text, ascii_only=self.look.ascii_only))

    def action_export(self) -> None:
        """Look at the statement before it is written."""
        if (vision := self._current) is not None:
            from screens.preview.screen import PreviewScreen

            self.app.push_screen(PreviewScreen(self.opened, "vision", vision.id, self._exports))


def _labelled(label: str, words: str, width: int) -> list[Line]:
    names, lines = wrapped(label, _LABEL - 2), wrapped(shown(words), width - _LABEL)
    return [((f"{name:<{_LABEL}}", "dim"), (line, "")) for name, line in zip_longest(names, lines, fillvalue="")]
