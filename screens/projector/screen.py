"""The projector: what the room may see, in large letters, and nothing else.

While it is in front, nothing of what other screens show reaches the terminal (`screens/projecting.py`). So it has
no line for messages, no palette, no light and no company, no dialog is ever put in front of it, and nothing is
typed: its keys choose pictures, and one goes back to the facilitator's own screen. Lines are captured there, or by
a second facilitator on a terminal of their own; what the room may see of them appears at once, and goes at once
when a permission is taken back or made narrower. Who is in doubt presses the key for an empty wall.

What may be shown is decided in `codesign/permissions.py`, and taken from there by `room.py` only. People's names
are shown in two places: where somebody allowed their words to be shown in the room with their name, and on the
picture of the tables, which exists to be read by those who look for their seat, and is shown only when its key is
pressed. Owners of cards and promises who are known here appear as their roles.
"""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.everywhere import QUIT_ANYWHERE, REPAINT, SUSPEND
from screens.glyphs import key_shown
from screens.place import Here, Step
from screens.projector.paper import Paper, Picture
from screens.projector.pictures import Kind, draw
from screens.projector.room import Room, room
from screens.projector.wall import Wall
from screens.widgets.bars import Bar, KeyLine
from screens.widgets.lines import Line

_FIRST = {"vision": Kind.VISION, "deciding": Kind.DECISIONS, "agenda": Kind.AGENDA, "notice": Kind.NOTICE}
"""What is shown first to whoever comes from one of these screens. Tables have names on them and are asked for."""


class ProjectorScreen(PartnershipScreen[None]):
    """Shows one picture at a time."""

    CSS_PATH = "projector.tcss"
    FOR_THE_ROOM = True
    ACTS: ClassVar[tuple[Act, ...]] = (
        Act("projector.vision", "v", "picture('vision')", foot=True),
        Act("projector.clock", "c", "picture('clock')", foot=True),
        Act("projector.agenda", "a", "picture('agenda')", foot=True),
        Act("projector.decisions", "d", "picture('decisions')", foot=True),
        Act("projector.tables", "t", "picture('tables')", foot=True),
        Act("projector.words", "w", "picture('words')", foot=True),
        Act("projector.notice", "i", "picture('notice')"),
        Act("projector.blank", "b", "picture('blank')", foot=True),
        Act("projector.on", "right,space,pagedown,down", "turn(1)"),
        Act("projector.before", "left,pageup,up", "turn(-1)"),
        REPAINT,
        SUSPEND,
        QUIT_ANYWHERE,
        Act("projector.keys", "question_mark,f1", "picture('keys')"),
        Act("projector.leave", "escape,P", "leave", foot=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "projector"

    def __init__(self, opened: OpenPartnership, meeting: str = "", seen: str = "") -> None:
        """Show what belongs to a meeting, "" for none; `seen` is the screen that was seen before."""
        super().__init__(opened)
        self._meeting_id = meeting
        self._kind = _FIRST.get(seen) or (Kind.CLOCK if self._room().is_on else Kind.VISION)
        self._page: int | None = None
        """The page that somebody turned to; None while the picture says which."""
        self._pages, self._shown = 1, 0
        """How many pages the picture has, and the one that is shown."""

    def _room(self) -> Room:
        """Return what the room may see now."""
        clock, records = self.opened.clock, self.opened.records
        meeting = records.get(Meeting, self._meeting_id)
        if meeting is not None and meeting.archived:  # its plan was taken back elsewhere
            meeting = None
        return room(records, meeting, clock.now(), today(clock), clock.zone())

    # Coming back

    def way_to(self) -> Step:
        """The projector is gone to from anywhere: whatever is behind it, it comes back in front."""
        return Step(projector=True, meeting=self._meeting_id)

    def here(self) -> Here:
        """Return which picture is shown, and the page where somebody turned to one."""
        return {"picture": self._kind.value, "page": "" if self._page is None else str(self._page)}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Show the picture; where none is known, as after something failed, an empty wall."""
        kind, page = here.get("picture", ""), here.get("page", "")
        self._kind = Kind(kind) if kind in set(Kind) else Kind.BLANK
        self._page = int(page) if page.isdecimal() else None
        self.update_view()
        return True

    # What is shown

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="picture")
        yield Wall()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the picture, and look at the clock."""
        self.update_view()
        self.set_interval(1.0, self.update_view)

    def on_resize(self) -> None:
        """Draw for another size."""
        self.call_after_refresh(self.update_view)

    def update_view(self) -> None:
        """Show the picture as it is now; what time alone may change, such as the last day of a permission, too."""
        wall = self.query_one(Wall)
        self.set_class(self._kind is Kind.BLANK, "blank")
        if self._kind is Kind.BLANK:
            wall.show(())
            return
        paper = Paper(wall.size.width, max(1, wall.size.height), ascii_only=self.look.ascii_only)
        picture = self._picture(paper)
        self._pages = len(picture.pages)
        page = self._shown = min(picture.first if self._page is None else self._page, self._pages - 1)
        heading = self.query_one("#picture", Bar)
        heading.left = ((f"  {picture.heading}", "dim"),)
        heading.right = self._turning(page)
        wall.show(picture.pages[page])
        self.update_keys()

    def _picture(self, paper: Paper) -> Picture:
        return self._keys(paper) if self._kind is Kind.KEYS else draw(self._kind, self._room(), paper)

    def _keys(self, paper: Paper) -> Picture:
        """Return all keys of the projector: the help of other screens has words of other screens."""
        rows = [paper.plain(f"{say('show.before', name=act.keys_shown)} {act.help}") for act in self.acts]
        return Picture(say("help.title"), paper.pages([*rows, paper.plain(say("projector.not-typed"), "dim")]))

    def _turning(self, page: int) -> Line:
        if self._pages < 2:
            return ()
        keys = "".join(key_shown(key, ascii_only=self.look.ascii_only) for key in ("left", "right"))
        return ((f"{page + 1}/{self._pages} {keys}  ", "dim"),)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whatever is not the projector's own is not done here."""
        del parameters
        return action in {each.action.partition("(")[0] for each in self.ACTS}

    def action_picture(self, kind: str) -> None:
        """Show a picture."""
        self._kind, self._page = Kind(kind), None
        self.update_view()

    def action_turn(self, pages: int) -> None:
        """Turn pages."""
        self._page = max(0, min(self._shown + pages, self._pages - 1))
        self.update_view()

    def action_leave(self) -> None:
        """Go back to the facilitator's own screen."""
        self.dismiss(None)
