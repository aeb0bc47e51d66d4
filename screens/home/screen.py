"""Home: the partnerships of the data folder."""

from collections.abc import Mapping
from typing import ClassVar, Protocol

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from codesign.commands.partnerships import Describe
from codesign.dates import short
from codesign.errors import CodesignError
from codesign.model import Partnership
from codesign.ports import today
from codesign.views import home
from codesign.views.home import Summary
from codesign.words import languages, say, spoken
from codesign.workspace import Workspace
from screens.acts import Act, bindings
from screens.base import ActScreen
from screens.dialogs.asked import Field, Typed, Values, form, typed
from screens.everywhere import GO_TO_FOUND, STOP_FINDING, footed
from screens.glyphs import BETWEEN
from screens.missing import choose_gap, counted
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.find import FindLine
from screens.widgets.lines import Line, Span, cells, cut, shown, wrapped


class OpenBoard(Protocol):
    """Puts the board of a partnership in front, and before it what a filter finds among everything on record."""

    def __call__(self, folder: str, find: str = "") -> None: ...


class HomeScreen(ActScreen[None]):
    """Choose a partnership, or begin one."""

    CSS_PATH = "home.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = footed(
        (
            GO_TO_FOUND,
            STOP_FINDING,
            Act("home.open", "enter", "open", foot=True),
            Act("home.new", "n", "new", foot=True),
            Act("home.describe", "e", "describe", foot=True),
            Act("missing", "M", "missing", foot=True),
            Act("find", "slash", "find", foot=True),
            Act("find.stop", "escape", "show_all", foot=True),
            Act("quit", "q", "app.quit", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "home"
    MOVES = ("moves.list",)

    def __init__(self, workspace: Workspace, open_partnership: OpenBoard, *, behind: bool = False) -> None:
        """With `behind` nothing is read before somebody comes home: a board is put in front at once."""
        super().__init__()
        self._behind = behind
        self._passed = False
        """Whether somebody has come by on the way to the board that it is behind."""
        self._workspace = workspace
        self._open = open_partnership
        self._summaries: tuple[Summary, ...] = ()
        self._broken: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay the screen out, unless nobody sees it before they come home."""
        if not self._behind:
            yield from self._laid_out()

    def _laid_out(self) -> ComposeResult:
        title = Bar(id="title")
        title.left = ((f" {say('app.title')}", "strong"),)
        yield title
        yield BlockList[Summary](self._draw, key=lambda each: each.folder, empty=self._empty, id="partnerships")
        yield FindLine()
        yield StatusLine()
        yield KeyLine()

    async def on_screen_resume(self) -> None:
        """Read the partnerships anew: much may have happened since. The first time is on the way to the board."""
        if self._behind and not self._passed:
            self._passed = True
        else:
            await self.come_home()

    async def come_home(self) -> None:
        """Show the partnerships to somebody who has come home, as they are now."""
        if self._behind:
            self._behind = False
            await self.mount_all(self._laid_out())
        if self.focused is None:
            self.query_one(BlockList).focus()
        self._read()

    def _read(self) -> None:
        self._summaries, self._broken = (), []
        summaries = []
        try:
            for folder in self._workspace.folders():
                summaries += self._summary(folder)
        except CodesignError as error:
            self._broken.append(str(error))
        self._summaries = tuple(sorted(summaries, key=lambda each: each.name.casefold()))
        self._show()
        self.tell(BETWEEN.join(self._broken), bad=True)

    def _summary(self, folder: str) -> list[Summary]:
        """Return the line of a partnership; of one that cannot be read it is said why, and the others show."""
        try:
            return [self._workspace.summary(folder)]
        except CodesignError as error:
            self._broken.append(f"{folder}: {error}")
            return []

    def _show(self) -> None:
        find = self._find.value
        empty = say("find.nothing") if find else self._empty
        self.query_one("#partnerships", BlockList).show(home.found(self._summaries, find), empty=empty)
        self.update_keys()

    def _draw(self, each: Summary, width: int) -> list[Line]:
        now = today(self._workspace.clock)
        year = f"{BETWEEN}{say('home.year', year=each.year)}" if each.year else ""
        lines: list[Line] = [((line, "strong"),) for line in wrapped(shown(each.name), width)]
        if place := shown(each.place) + year:
            lines += [((line, ""),) for line in wrapped(place.removeprefix(BETWEEN), width)]
        day = short(each.next_meeting, now) if each.next_meeting else say("doc.not-set")
        told = [say("home.next", day=day), say("home.open", n=each.open_commitments)]
        lines.append(((cut(BETWEEN.join(told), width), "dim"),))
        lines += _together(_gaps(each), width)
        if each.words_due:
            lines.append(((cut(say("retention.home", n=each.words_due), width), "warn"),))
        return [*lines, ()]

    @property
    def _empty(self) -> str:
        return say("home.empty", key=self.key_of("new"))

    @property
    def _find(self) -> FindLine:
        return self.query_one("#find", FindLine)

    def _current(self) -> Summary | None:
        current = None if self._behind else self.query_one("#partnerships", BlockList).current
        return current if isinstance(current, Summary) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening and describing need a partnership under the cursor."""
        if not super().check_action(action, parameters):
            return False
        if action == "show_all":
            return not self._behind and bool(self._find.value)
        return self._current() is not None if action in {"open", "describe", "missing"} else True

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open what was chosen."""
        self._open(event.item.folder)

    def action_open(self) -> None:
        """Open the partnership under the cursor."""
        if (current := self._current()) is not None:
            self._open(current.folder)

    def action_missing(self) -> None:
        """See what is missing along the threads of the partnership under the cursor."""
        if (current := self._current()) is not None:
            choose_gap(self, current.gaps, lambda wanted: self._open(current.folder, wanted))

    def action_new(self) -> None:
        """Begin a partnership: its name is asked, and its language where it is not the one that is spoken."""
        begun: list[str] = []

        def accept(values: Values) -> str:
            try:
                opened = self._workspace.create(values["name"], values["language"].strip())
            except CodesignError as error:
                return str(error)
            opened.close()
            begun.append(opened.folder)
            return ""

        fields = [
            Field("name", say("fields.name")),
            Field("language", say("fields.language"), spoken(), hint=", ".join(languages())),
        ]
        question = form(say("home.new-title"), fields, self._workspace.drafts, "new", accept)
        self.ask(question, lambda _values: self._open(begun[0]))

    def action_describe(self) -> None:
        """Write down what the partnership says of itself."""
        current = self._current()
        if current is None:
            return
        opened = self._workspace.open(current.folder)
        seen, draft = opened.partnership, f"describe {current.folder}"
        kept = typed(self._workspace.drafts, draft)

        def accept(values: Values) -> str:
            year = values["began"].strip()
            if year and not (year.isdecimal() and 1900 <= int(year) <= 9999):
                return say("home.no-year", text=year)
            months = values["months"].strip()
            if months and not (months.isdecimal() and 1 <= int(months) <= 1200):
                return say("refused.no-months", text=months)
            try:
                opened.execute(_described(_as_seen(seen, kept), values, int(year) if year else None))
            except CodesignError as error:
                return str(error)
            return ""

        def done(_values: Values | None) -> None:
            opened.close()
            self._read()

        fields = [
            Field("name", say("fields.name"), seen.name),
            Field("area", say("fields.place"), seen.place.area),
            Field("began", say("fields.began"), str(seen.began or "")),
            Field("priorities", say("fields.priorities"), ", ".join(seen.priorities)),
            Field("contact", say("fields.contact"), seen.contact, guarded=False),
            Field("language", say("fields.language"), seen.language),
            Field("months", say("fields.retention-months"), str(seen.retention_months or "")),
            Field("notice", say("fields.recording-notice"), seen.recording_notice, lines=4, guarded=False),
        ]
        title = say("home.describe-title", name=seen.name)
        self.app.push_screen(form(title, fields, self._workspace.drafts, draft, accept), done)

    def action_find(self) -> None:
        """Look for a partnership."""
        self._find.begin()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Show what is found so far."""
        self._show()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to what was found."""
        self._find.add_class("hidden")
        self.set_focus(self.query_one("#partnerships", BlockList))

    def action_show_all(self) -> None:
        """Show all partnerships again."""
        self._find.stop()
        self.set_focus(self.query_one("#partnerships", BlockList))

    def on_find_line_left(self) -> None:
        """Show all partnerships again."""
        self.action_show_all()


def _gaps(each: Summary) -> list[Span]:
    """Return what is missing of each kind."""
    told: list[Span] = []
    for kind, words in counted(each.gaps).items():
        if kind == "commitments-past-due":
            told.append((words, "warn"))
        elif kind == "unanswered-voices" and each.oldest:
            told.append((f"{words}, {say('triage.oldest', n=each.oldest)}", "dim"))
        else:
            told.append((words, "dim"))
    return told


def _together(pieces: list[Span], width: int) -> list[Line]:
    """Return pieces in as few lines as they fit on, none of them on two."""
    lines: list[Line] = []
    for words, style in pieces:
        if lines and sum(cells(text) for text, _style in lines[-1]) + cells(f"{BETWEEN}{words}") <= width:
            lines[-1] = (*lines[-1], (f"{BETWEEN}{words}", style))
        else:
            lines.append(((cut(words, width), style),))
    return lines


def _as_seen(seen: Partnership, kept: Mapping[str, Typed]) -> Partnership:
    """Return the partnership with the texts that stood there when the author of a draft began to write."""
    texts = {"name": "name", "recording_notice": "notice"}
    fields = {name: kept[field].over for name, field in texts.items() if field in kept}
    return msgspec.structs.replace(seen, **fields)


def _described(seen: Partnership, values: Values, began: int | None) -> Describe:
    return Describe(
        seen,
        name=values["name"],
        area=values["area"],
        began=began,
        contact=values["contact"],
        priorities=tuple(part.strip() for part in values["priorities"].split(",") if part.strip()),
        recording_notice=values["notice"],
        language=values["language"].strip(),
        retention_months=int(months) if (months := values["months"].strip()) else None,
    )
