"""How a cell looks, and the shortest way to tell a terminal to go from one look to another (SGR, ECMA-48)."""

from functools import cache
from typing import NamedTuple

_ENDS = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""By what each attribute is ended."""


class Look(NamedTuple):
    """Attributes and colours as SGR parameters; "" for the terminal's own colour."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    ground: str = ""


PLAIN = Look()
RESET = "\x1b[m"
SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""Underlined, reversed, struck out, framed, overlined."""
_REVERSED = frozenset({"7"})


@cache
def changed(look: Look, parameters: str) -> Look:
    """Return what a look becomes by SGR parameters, such as "1;38;5;153". What is not known changes nothing."""
    attributes, colour, ground = look
    codes = iter(parameters.split(";"))
    for code in codes:
        if code.strip("0") == "":
            attributes, colour, ground = PLAIN
        elif code in {"38", "48"}:
            kind = next(codes, "")
            wanted = {"5": 1, "2": 3}.get(kind, 0)
            value = ";".join([code, kind, *(next(codes, "0") for _ in range(wanted))]) if wanted else ""
            colour, ground = (value, ground) if code == "38" else (colour, value)
        elif code in _ENDS:
            attributes |= {code}
        elif code in _ENDS.values():
            attributes = frozenset(each for each in attributes if _ENDS[each] != code)
        elif len(code) == 2 and code[0] in "39":
            colour = "" if code == "39" else code
        elif len(code) == 2 and code[0] == "4":
            ground = "" if code == "49" else code
        elif len(code) == 2 and code[0] == "9":
            colour = code
        elif len(code) == 3 and code.startswith("10"):
            ground = code
    return Look(attributes, colour, ground)


@cache
def blank(look: Look) -> Look:
    """Return what of a look is seen where there is no letter. A colour that is only reversed is a ground."""
    attributes = look.attributes & SEEN_ON_BLANKS
    if attributes == _REVERSED and look.colour:
        return Look(ground=_as_ground(look.colour))
    return Look(attributes, look.colour if attributes else "", look.ground)


def _as_ground(colour: str) -> str:
    """Return the parameters of a ground from those of a colour: 38 becomes 48, 31 41, and 91 101."""
    kind, *value = colour.split(";")
    return ";".join([str(int(kind) + 10), *value])


@cache
def as_blank(pen: Look, look: Look) -> Look:
    """Return a look in which blanks are as in another, and which takes few bytes from that of the pen."""
    seen = blank(look)
    return seen if seen.attributes else Look(pen.attributes - SEEN_ON_BLANKS, pen.colour, seen.ground)


@cache
def between(before: Look, after: Look) -> str:
    """Return the escape sequence after which a terminal that wrote in one look writes in the other."""
    if before == after:
        return ""
    anew = _sequence(["", *_all(after)]) if after != PLAIN else RESET
    ended = {_ENDS[each] for each in before.attributes - after.attributes}
    again = {each for each in after.attributes if each not in before.attributes or _ENDS[each] in ended}
    codes = [*sorted(ended), *sorted(again)]
    if before.colour != after.colour:
        codes.append(after.colour or "39")
    if before.ground != after.ground:
        codes.append(after.ground or "49")
    return min(_sequence(codes), anew, key=len)


def _all(look: Look) -> list[str]:
    return [*sorted(look.attributes), *filter(None, look[1:])]


def _sequence(codes: list[str]) -> str:
    return f"\x1b[{';'.join(codes)}m"
