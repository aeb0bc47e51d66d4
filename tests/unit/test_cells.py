"""What is sent makes a terminal show the same as if everything had been sent."""

import re

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from screens.cells import Cells, is_frame

WIDTH, HEIGHT = 24, 6
LETTERS = st.lists(
    st.sampled_from([*"abc de-", "  ", "\u65e5", "\U0001f44d", "\u00e9", "e\u0301"]), min_size=1, max_size=20
)
SGR = st.sampled_from(
    ["\x1b[m", "\x1b[1m", "\x1b[38;5;153m", "\x1b[48;5;16m", "\x1b[1;38;2;9;8;7;48;5;17m", "\x1b[7m", "\x1b[0;4m"]
)


class Terminal(pyte.Screen):
    """An emulator that blanks the other half of a wide character that is overwritten, as terminals do."""

    def __init__(self) -> None:
        super().__init__(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self)
        self.feed("\x1b[?7l")

    def feed(self, text: str) -> None:
        self._stream.feed(re.sub("\r?\n", "\r\n", text))

    def draw(self, data: str) -> None:
        for character in data:
            line, x = self.buffer[self.cursor.y], min(self.cursor.x, WIDTH - 1)
            size = cell_len(character)
            if size and line[x].data == "" and x:
                line[x - 1] = line[x - 1]._replace(data=" ")
            after = x + size
            if size and after < WIDTH and line[after].data == "":
                line[after] = line[after]._replace(data=" ")
            super().draw(character)

    def erase_in_display(self, how: int = 0, *arguments: object, **options: object) -> None:
        """Erase, in the ground of the pen, also where nothing was written before."""
        for y in range(HEIGHT):
            for x in range(WIDTH):
                self.buffer[y][x] = self.buffer[y][x]
        super().erase_in_display(how, *arguments, **options)

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """Each cell as it is seen: of a blank, its ground only."""
        return [[self._seen(self.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]

    @property
    def place(self) -> tuple[int, int]:
        """Line and cell of the cursor: behind the last cell of a line it is seen on it."""
        return self.cursor.y, min(self.cursor.x, WIDTH - 1)

    @staticmethod
    def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
        if cell.data == " " and not cell.underscore:
            if not cell.reverse:
                return " ", cell.bg
            if cell.fg != "default":
                return " ", cell.fg
            return " ", "reverse", cell.bg
        return tuple(cell)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """A frame as Textual draws it: strips at places where they have room."""
    frame = ""
    for _ in range(draw(st.integers(1, 5))):
        y, x = draw(st.integers(0, HEIGHT - 1)), draw(st.integers(0, WIDTH - 1))
        frame += f"\x1b[{y + 1};{x + 1}H"
        room = WIDTH - x
        for _ in range(draw(st.integers(1, 3))):
            letters = draw(LETTERS)
            while cell_len("".join(letters)) > room:
                letters.pop()
            text = "".join(letters)
            room -= cell_len(text)
            frame += f"{draw(SGR)}{text}\x1b[0m" if text else ""
        frame += draw(st.sampled_from(["", "\n"])) if y < HEIGHT - 1 else ""
    cursor = f"\x1b[{draw(st.integers(1, HEIGHT))};{draw(st.integers(1, WIDTH))}H"
    return frame + draw(st.sampled_from([cursor, ""]))


@given(
    st.lists(frames(), min_size=1, max_size=8),
    st.booleans(),
    st.sets(st.integers(0, 7)),
    st.sets(st.integers(0, 7)),
)
def test_changes_show_what_whole_frames_show(
    drawn: list[str], erases: bool, lost: set[int], held_back: set[int]
) -> None:
    whole, delta = Terminal(), Terminal()
    cells = Cells(erases=erases)
    cells.resize(WIDTH, HEIGHT)
    for n, frame in enumerate(drawn):
        if n in lost:
            delta.feed("\x1b[1;1H\x1b[41mrubbish\x1b[m")
            cells.lose()
        whole.feed(frame)
        cells.take(frame)
        if n not in held_back or n == len(drawn) - 1:
            delta.feed(cells.changes())
            assert delta.cells == whole.cells
            assert delta.place == whole.place
            assert cells.changes() == "", "nothing is sent twice"


class Wider(Terminal):
    """A terminal that gives a cell of its own to marks that we take for part of the letter before."""

    def draw(self, data: str) -> None:
        for character in data:
            super().draw("+" if character in MARKS else character)


MARKS = "\u093f\u0902\u20e3\u0308"
UNSURE = [
    "1\ufe0f\u20e3 one",
    "\u0939\u093f\u0928\u094d\u0926\u0940 \u0e44\u0e17\u0e22",
    "w\u0308 | a",
    "plain | text",
    "more",
    "x" * WIDTH,
]


@given(st.lists(st.lists(st.sampled_from(UNSURE), min_size=HEIGHT, max_size=HEIGHT), max_size=6))
def test_what_a_terminal_takes_for_wider_leaves_nothing_behind(screens: list[list[str]]) -> None:
    wider, cells = Wider(), Cells()
    cells.resize(WIDTH, HEIGHT)
    for lines in [*screens, ["plain"] * HEIGHT]:
        for y, line in enumerate(lines):
            cells.take(f"\x1b[{y + 1};1H{set_cell_size(line, WIDTH)}\x1b[0m")
        wider.feed(cells.changes())
    assert wider.display == ["plain".ljust(WIDTH)] * HEIGHT


@given(
    st.lists(st.tuples(SGR, LETTERS.map("".join)), min_size=6, max_size=12, unique=True),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=8),
)
def test_lines_that_move_show_what_whole_frames_show(
    lines: list[tuple[str, str]], windows: list[tuple[int, int, int]]
) -> None:
    whole, delta, cells = Terminal(), Terminal(), Cells()
    cells.resize(WIDTH, HEIGHT)
    for first, above, below in windows:
        frame = ""
        for y in range(above, HEIGHT - below):
            look, text = lines[(first + y) % len(lines)]
            frame += f"\x1b[{y + 1};1H{look}{set_cell_size(text * WIDTH, WIDTH)}\x1b[0m"
        whole.feed(frame)
        cells.take(frame)
        delta.feed(cells.changes())
        assert delta.cells == whole.cells


def test_few_pieces_are_written_look_by_look_where_that_is_shorter() -> None:
    cells = Cells()
    cells.resize(40, 12)

    def numbered(first: int) -> str:
        lines = (f"\x1b[{n * 2 + 1};1H\x1b[1mN{first + n}\x1b[0m at table {first + n}" for n in range(4))
        return "".join(lines) + "\x1b[1;1H"

    _sent(cells, numbered(1))
    sent = _sent(cells, numbered(2))
    assert sent.count("m") == 1, "those in the look of the pen come first, and then all others"
    assert sent.count("\x1b[m") + sent.count("\x1b[22m") <= 1


def test_a_list_that_scrolls_is_moved_and_not_written_anew() -> None:
    cells = Cells()
    cells.resize(40, 12)
    words = "the last bus leaves at four and whoever works until five has to walk".split()

    def window(first: int) -> str:
        frame = "\x1b[1;1Hthe heading"
        for y in range(2, 11):
            frame += f"\x1b[{y + 1};1H\x1b[1mN{first + y}\x1b[0m {words[(first + y) % len(words)] * 5:<36}"
        return frame + "\x1b[1;1H"

    _sent(cells, window(10))
    up = _sent(cells, window(11))
    assert up.removeprefix("\x1b[m").startswith("\x1b[3;11r\x1b[11;1H\n\x1b[r")
    down = _sent(cells, window(8))
    assert down.removeprefix("\x1b[m").startswith("\x1b[3;11r\x1b[3;1H\x1bM\x1bM\x1bM\x1b[r")
    assert len(up) < len(down) < 150


def _cells() -> Cells:
    cells = Cells()
    cells.resize(WIDTH, HEIGHT)
    cells.take("\x1b[1;1H")
    cells.changes()
    return cells


def _sent(cells: Cells, frame: str) -> str:
    cells.take(frame)
    return cells.changes()


def test_nothing_is_sent_for_what_is_there() -> None:
    cells = _cells()
    first = _sent(cells, "\x1b[2;3H\x1b[1mone two\x1b[0m\x1b[1;1H")
    assert first == "\x1b[2;3H\x1b[1mone two\x1b[A\r"
    assert _sent(cells, "\x1b[2;3H\x1b[1mone two\x1b[0m\x1b[1;1H") == ""
    assert _sent(cells, "\x1b[2;3H\x1b[1mone too\x1b[0m\x1b[1;1H") == "\x1b[2;8Ho\x1b[A\r"


def test_a_moved_cursor_is_sent() -> None:
    assert _sent(_cells(), "\x1b[1;5H") == "\x1b[4C"


def test_many_blanks_are_erased() -> None:
    cells = _cells()
    _sent(cells, "\x1b[2;1H\x1b[31m" + "x" * WIDTH + "\x1b[m\x1b[1;1H")
    assert _sent(cells, "\x1b[2;1H" + " " * WIDTH + "\x1b[1;1H") == "\x1b[B\x1b[K\x1b[A"


def test_a_screen_begins_in_the_ground_that_most_of_it_has() -> None:
    cells = Cells()
    cells.resize(WIDTH, HEIGHT)
    frame = "\n".join(f"\x1b[{y + 1};1H\x1b[48;5;16m{' ' * WIDTH}\x1b[0m" for y in range(HEIGHT))
    assert _sent(cells, frame + "\x1b[1;1H") == "\x1b[m\x1b[48;5;16m\x1b[2J\x1b[1;1H"


def test_no_terminal_is_asked_to_erase_in_reverse() -> None:
    whole, delta, cells = Terminal(), Terminal(), Cells()
    cells.resize(WIDTH, HEIGHT)
    frame = "\n".join(f"\x1b[{y + 1};1H\x1b[7ma  a{' ' * (WIDTH - 4)}\x1b[0m" for y in range(HEIGHT))
    whole.feed(frame)
    delta.feed(_sent(cells, frame))
    assert delta.cells == whole.cells


def test_no_control_character_goes_through() -> None:
    link = "\x1b]8;id=1;https://evil.example\x1b\\e\x1b]8;;\x1b\\"
    sent = _sent(_cells(), f"\x1b[2;1Ha\x1bcb\x07\x9b2J\x1b]52;c;eA==\x07d{link}\x1b[1;1H")
    drawn = sent.removeprefix("\x1b[B").removesuffix("\x1b[A\r")
    assert not [each for each in drawn if each < " " or "\x7f" <= each <= "\x9f"]
    assert drawn.startswith("a\ufffdcb\ufffd")
    assert drawn.endswith("de")
    assert "evil" not in drawn


def test_what_is_outside_is_left_out() -> None:
    assert _sent(_cells(), f"\x1b[99;1Hx\x1b[0;0Hy\x1b[2;{WIDTH}Hzz\x1b[1;1H") == f"\x1b[2;{WIDTH}Hz\x1b[1;1H"


def test_a_frame_is_told_from_a_setting() -> None:
    assert is_frame("\x1b[1;1Hx")
    assert is_frame("\x1b[1mx")
    for setting in ("\x1b[?25l", "\x1b[?1049h", "\x1b[>25u", "\x1b[?2026$p", "\x07", "", "\x1b]22;default\x07"):
        assert not is_frame(setting)
