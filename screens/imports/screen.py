"""Cards of another program's file: what they would become, before they are taken in."""

from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from codesign.commands.importing import Import, there_already
from codesign.errors import CodesignError
from codesign.imports.files import file_bytes
from codesign.imports.foreign import Arranged, Field, NoTitle
from codesign.imports.reading import Wishes, read_cards
from codesign.opened import OpenPartnership
from codesign.views.importing import About, ReportLine, report, to_make
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice
from screens.dialogs.pick import PickScreen
from screens.everywhere import in_partnership
from screens.imports.meaning import meanings
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, shown, wrapped
from screens.widgets.pathline import PathLine

_STYLES = {
    About.FORMAT: "strong",
    About.FIELD: "dim",
    About.COLUMN: "",
    About.NOTE: "dim",
    About.THERE: "dim",
    About.GUARD: "warn",
    About.PROBLEM: "warn",
}


class ReportLines(BlockList[ReportLine]):
    """What the file would become. Enter takes the cards in wherever the cursor stands; a click only moves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.take", show=False)]


class ImportScreen(PartnershipScreen[int | None]):
    """Returns how many cards were taken in, or None where it was left."""

    CSS_PATH = "imports.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("imports.look", "", "while_typing", foot=True, key="enter"),
            Act("imports.complete", "", "while_typing", foot=True, key="tab"),
            Act("imports.leave", "", "while_typing", foot=True, key="escape"),
            Act("imports.take", "enter", "take", foot=True),
            Act("imports.map", "m", "map", foot=True),
            Act("imports.archived", "a", "archived", foot=True),
            Act("imports.again", "t", "again", foot=True),
            Act("imports.file", "slash,e", "file", foot=True),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "imports"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership) -> None:
        super().__init__(opened)
        self._file = ""
        self._arranged: Arranged | None = None
        self._raw: bytes | None = None
        """What the file holds, None where there is none."""
        """What the file holds."""
        self._wishes = Wishes()
        self._again = False
        self._there = False
        """Whether any of the cards is on the board already."""
        self._count = 0
        """Cards that would be made."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield PathLine(say("imports.placeholder"))
        yield ReportLines(self._draw, id="report")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the name of the file."""
        self.query_one("#title", Bar).left = ((f" {say('imports.title')}", "strong"),)
        self.set_focus(self.query_one(PathLine))
        self.update_keys()

    @property
    def _lines(self) -> ReportLines:
        return self.query_one(ReportLines)

    def update_view(self) -> None:
        """Show what the file would become on the board as it is now."""
        if self._arranged is not None:
            there = there_already(self.opened.records, self._arranged.cards)
            self._there = bool(there)
            self._count = to_make(self._arranged, there, again=self._again)
            self._lines.show(report(self._arranged, there, again=self._again))
        else:
            self._lines.show(())
        self.update_keys()

    @staticmethod
    def _draw(line: ReportLine, width: int) -> list[Line]:
        return [((each, _STYLES[line.about]),) for each in wrapped(shown(line.words), width)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what changes anything can be done."""
        if not super().check_action(action, parameters):
            return False
        arranged = self._arranged
        match action:
            case "take":
                return arranged is not None and self._count > 0
            case "map":
                return arranged is not None and (line := self._lines.current) is not None and bool(line.name)
            case "archived":
                return self._wishes.archived or (arranged is not None and arranged.archived > 0)
            case "again":
                return arranged is not None and self._there
        return True

    # The file

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the file that was named, and show what it would become."""
        path = Path(event.value.strip())
        if path.name != self._file:
            self._wishes, self._again = Wishes(), False
        self._file, self._raw = path.name, None
        if event.value.strip():
            try:
                self._raw = file_bytes(path)
            except CodesignError as error:
                self.tell(str(error), bad=True)
        self._read()

    def _read(self) -> None:
        """Show what the file would become, read as it is wished."""
        self._arranged = None
        if self._raw is not None:
            try:
                self._arranged = read_cards(self._raw, self._file, self._wishes, self.opened.clock.zone())
            except NoTitle as error:
                self._ask_title(error)
            except CodesignError as error:
                self.tell(str(error), bad=True)
        self.update_view()
        if self._arranged is not None:
            self.set_focus(self._lines)
            self._tell_count(self._arranged)

    def _tell_count(self, arranged: Arranged) -> None:
        if not arranged.cards:
            self.tell(say("imports.nothing", file=shown(self._file)), bad=True)
        else:
            key = "imports.would-enter" if self._count else "imports.all-there-screen"
            self.tell(say(key, n=self._count))

    def on_input_changed(self) -> None:
        """Let go of what was said of another name."""
        self.tell("")

    def on_path_line_offered(self, event: PathLine.Offered) -> None:
        """Say how the name may go on."""
        self.tell(shown("  ".join(event.names)))

    def on_path_line_left(self) -> None:
        """Leave; nothing was changed."""
        self.dismiss(None)

    def action_file(self) -> None:
        """Name another file."""
        self.set_focus(self.query_one(PathLine))

    # How it is read

    def on_block_list_moved(self) -> None:
        """What can be done depends on the line under the cursor."""
        self.update_keys()

    def action_map(self) -> None:
        """Say what the name under the cursor means."""
        line = self._lines.current
        if line is not None and line.name:
            title = say("imports.means", name=shown(line.name))
            self.ask(PickScreen(title, meanings(line.about)), lambda meant: self._map(line.name, meant))

    def _ask_title(self, error: NoTitle) -> None:
        """Ask which head of a table is the title of a card: without one there are no cards."""
        self.tell(str(error), bad=True)
        choices = [Choice(shown(name), name) for name in error.names]
        self.ask(PickScreen(say("imports.which-title"), choices), lambda name: self._map(name, Field.TITLE))

    def _map(self, name: str, meant: str) -> None:
        others = [each for each in self._wishes.maps if each.rpartition("=")[0] != name]
        self._wishes = replace(self._wishes, maps=(*others, f"{name}={meant}"))
        self._read()

    def action_archived(self) -> None:
        """Take in, or leave out, what is archived where it comes from."""
        self._wishes = replace(self._wishes, archived=not self._wishes.archived)
        self._read()

    def action_again(self) -> None:
        """Take in once more, or leave out, what is on the board already."""
        self._again = not self._again
        self._read()

    # The import

    def action_take(self) -> None:
        """Take the cards in, and go back with their number."""
        if self._arranged is None:
            return
        done = self.carry_out(Import(self._arranged.cards, self._file, self._again))
        if done is not None:
            self.dismiss(len(done.change.edits))
