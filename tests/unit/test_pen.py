"""Strokes come to stand where they belong, in few bytes."""

from screens.looks import PLAIN, Look
from screens.pen import Pen, Stroke

BOLD = Look(frozenset({"1"}))


def pen_at(y: int, x: int) -> Pen:
    pen = Pen(erases=True)
    pen.width = 40
    pen.go(y, x)
    return pen


def stroke(y: int, first: int, text: str, look: Look = PLAIN, *, cells: int = 0) -> Stroke:
    return Stroke(y, first, text, look, first + (cells or len(text)))


def test_the_shortest_way_is_gone() -> None:
    assert pen_at(9, 20).go(9, 20) == ""
    assert pen_at(9, 20).go(12, 20) == "\x1b[3B"
    assert pen_at(9, 20).go(8, 20) == "\x1b[A"
    assert pen_at(9, 20).go(9, 18) == "\b\b"
    assert pen_at(9, 20).go(9, 8) == "\x1b[12D"
    assert pen_at(9, 20).go(9, 30) == "\x1b[10C"
    assert pen_at(9, 20).go(9, 0) == "\r"
    assert pen_at(9, 20).go(14, 19) == "\x1b[5B\b"
    assert pen_at(9, 20).go(3, 0) == "\x1b[6A\r"
    assert pen_at(9, 20).go(10, 0) == "\x1b[E"
    assert pen_at(9, 20).go(2, 2) == "\x1b[3;3H"


def test_where_nobody_knows_where_it_stands_there_is_an_address() -> None:
    pen = pen_at(9, 20)
    pen.lose()
    assert pen.go(9, 20) == "\x1b[10;21H"
    at_the_end = pen_at(3, 38)
    at_the_end.write([stroke(3, 38, "no")])
    assert at_the_end.go(4, 0) == "\x1b[5;1H", "terminals wait there, or go on to the next line"
    after_wide = pen_at(3, 8)
    after_wide.write([stroke(3, 8, "\u65e5", cells=2)])
    assert after_wide.go(3, 11) == "\x1b[4;12H", "not all of them take it for wide"


def test_what_is_in_the_look_of_the_pen_is_written_first() -> None:
    pen = pen_at(0, 0)
    pen.change(BOLD)
    strokes = [stroke(0, 0, "a"), stroke(0, 9, "b", BOLD), stroke(0, 20, "c"), stroke(0, 30, "d", BOLD)]
    assert pen.write(strokes) == "\x1b[9Cb\x1b[20Cd\r\x1b[ma\x1b[19Cc"


def test_a_column_is_written_from_above() -> None:
    scattered = [stroke(y, x, "x") for y in (9, 14, 19) for x in (5, 30)]
    assert pen_at(0, 0).write(scattered) == "\x1b[10;6Hx\x1b[5B\bx\x1b[5B\bx\x1b[10;31Hx\x1b[5B\bx\x1b[5B\bx"


def test_of_many_strokes_no_order_is_tried() -> None:
    looks = [PLAIN, BOLD]
    many = [stroke(n // 2, n % 2 * 5, "x", looks[n % 2]) for n in range(40)]
    written = pen_at(0, 0).write(many)
    assert written.count("m") == 39
