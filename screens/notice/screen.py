"""The notice before words are captured: large enough to be read out, in each language of the partnership, and that
it was given, when and by whom."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.strip import Strip

from codesign.commands.notices import GiveNotice, WriteNotice
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.views.fields import notice_words
from codesign.views.notices import Notice, given, notices
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Field, Values
from screens.dialogs.form import FormScreen
from screens.everywhere import in_partnership
from screens.place import Here
from screens.vision.large import large
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.lines import shown, wrapped
from screens.widgets.strips import StripView

_LINES = 6
"""Lines of the field in which the text is written."""


class NoticeScreen(PartnershipScreen[None]):
    """Shows the text that is to be read out, in one language at a time."""

    CSS_PATH = "notice.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("notice.given", "enter", "given", foot=True),
            Act("notice.not-all", "n", "not_all", foot=True),
            Act("notice.language", "l", "language", foot=True),
            Act("notice.write", "e", "write", foot=True),
            Act("notice.other", "a", "other"),
            Act("notice.not-given", "D", "not_given"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q,i", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "notice"
    MOVES = ("moves.page",)

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._language = ""
        """The language that was chosen, "" for the partnership's own."""

    @property
    def record_here(self) -> str:
        """The meeting before whose words the notice is given."""
        return self._meeting_id

    @property
    def meeting(self) -> Meeting:
        """The meeting before whose words the notice is given."""
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def _all(self) -> tuple[Notice, ...]:
        return notices(self.opened.partnership)

    @property
    def notice(self) -> Notice:
        """The text that is shown."""
        found = self._all
        return next((each for each in found if each.language == self._language), found[0])

    def here(self) -> Here:
        """Return the language that is shown."""
        return {**super().here(), "language": self._language}

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield Bar(id="state")
        yield StripView(self._draw, id="text")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the text."""
        self.update_view()
        self.query_one(StripView).focus()

    def on_resize(self) -> None:
        """Set the text anew for the room that there is now."""
        self.call_after_refresh(self.query_one(StripView).draw)

    def update_view(self) -> None:
        """Show the text and whether it was given."""
        meeting, now, found = self.meeting, self.notice, self._all
        place = [each.language for each in found].index(now.language) + 1
        language = say("notice.language", place=place, n=len(found), language=now.language)
        self.query_one("#title", Bar).left = (
            (f" {meeting.number}  {say('notice.title')}", "strong"),
            (f"  {language}", "dim"),
        )
        last, state = given(meeting), self.query_one("#state", Bar)
        if meeting.notice_given:
            when = notice_words(last, self.opened.clock.zone()) if last else say("fields.yes")
            state.left = ((f" {say('notice.given-at', what=shown(when))}", "accent"),)
        else:
            state.left = ((f" {self._to_do(now)}", "warn"),)
        self.query_one(StripView).draw()
        self.update_keys()

    def _to_do(self, now: Notice) -> str:
        if not now.text:
            return say("notice.none", key=self.key_of("write"))
        if not now.is_own:
            return say("notice.offered", key=self.key_of("write"))
        return say("notice.to-read", key=self.key_of("given"))

    def _draw(self, width: int) -> Sequence[Strip]:
        text = shown(self.notice.text)
        if not text:
            return ()
        height = max(1, self.query_one(StripView).size.height)
        lines = large(text, width - 2, height, ascii_only=self.look.ascii_only)
        if len(lines) > height:
            lines = [line for each in wrapped(text, width - 2) for line in (each, "")]
        return [Strip([Segment(f" {line}")]) for line in lines]

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a text can be given, and only what was given be taken back."""
        if not super().check_action(action, parameters):
            return False
        if action in {"given", "not_all"}:
            return bool(self.notice.text)
        return self.meeting.notice_given if action == "not_given" else True

    def action_given(self) -> None:
        """Note that it was read out and nobody was against it."""
        self._give(agreed=True)

    def action_not_all(self) -> None:
        """Note that it was read out, and that not everybody agreed."""
        self._give(agreed=False)

    def _give(self, *, agreed: bool) -> None:
        wish = GiveNotice(self._meeting_id, given=True, by=self.opened.person, notice=self.notice, agreed=agreed)
        if self.carry_out(wish) is not None:
            self.dismiss(None)

    def action_not_given(self) -> None:
        """Note that it was not given after all."""
        self.carry_out(GiveNotice(self._meeting_id, given=False))

    def action_language(self) -> None:
        """Show the text in the next language."""
        languages = [each.language for each in self._all]
        self._language = languages[(languages.index(self.notice.language) + 1) % len(languages)]
        self.update_view()

    def action_write(self) -> None:
        """Write the text in the language that is shown."""
        now, seen = self.notice, self.opened.partnership
        fields = [Field("text", say("fields.text"), now.text, lines=_LINES, guarded=False)]

        def accept(values: Values) -> str:
            return self.complaint(WriteNotice(seen, now.language, values["text"]))

        title = say("notice.write-title", language=now.language)
        self.app.push_screen(FormScreen(title, fields, self.opened.drafts, self._draft(now.language), accept))

    def action_other(self) -> None:
        """Write the text in another language."""
        seen = self.opened.partnership
        fields = [
            Field("language", say("fields.language")),
            Field("text", say("fields.text"), lines=_LINES, guarded=False),
        ]

        def accept(values: Values) -> str:
            return self.complaint(WriteNotice(seen, values["language"].strip(), values["text"]))

        def written(values: Values) -> None:
            self._language = values["language"].strip()
            self.update_view()

        self.ask(
            FormScreen(say("notice.other"), fields, self.opened.drafts, self._draft("other"), accept), written
        )

    def _draft(self, language: str) -> str:
        return f"{self.opened.folder} notice {language}"
