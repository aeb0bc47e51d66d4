"""The path of a decision: its question, its options with their votes, the fingers shown, the concerns and the
replies to them, the decision in one sentence; and how a decision or a vision looks in the list."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import msgspec

from codesign.dates import short
from codesign.model import FIST_SCALE, Decision, FistCounts, Reservation, Vision
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.deciding import (
    LINE,
    Standing,
    bars,
    below_the_line,
    dot_words,
    is_made,
    options,
    people_at,
    standing,
    standing_words,
)
from codesign.views.visions import standing_check
from codesign.views.voices import sector_names
from codesign.words import name_of, say
from screens.glyphs import BAR, DOT
from screens.widgets.lines import Line, cells, cut, shown, wrapped

_MOST_BAR = 12
"""Columns of the longest bar."""
_FINGERS = 3
"""Columns of a number in the table of fingers."""


class PathRow(msgspec.Struct, frozen=True):
    """A row of the path; `concern` is the key of the concern that it shows."""

    key: str
    draw: Callable[[int], list[Line]]
    concern: str = ""
    stop: bool = True


def draw_row(row: PathRow, width: int) -> list[Line]:
    """Return the lines of a row."""
    return row.draw(width)


# In the list


def draw_decision(decision: Decision, width: int, now: date) -> list[Line]:
    """Return a decision in the list: its number and state, its words, what stands."""
    style = "dim" if is_made(decision) else "accent"
    indent = cells(decision.number) + 2
    first, *rest = wrapped(state_words(decision, now), width - indent)
    lines: list[Line] = [((f"{decision.number}  ", "strong"), (first, style))]
    lines += [((f"{' ' * indent}{line}", style),) for line in rest]
    lines += [((line, ""),) for line in wrapped(shown(decision.headline), width, 3)]
    return [*lines, *_standing(_of(decision), width), ()]


def draw_vision(vision: Vision, width: int) -> list[Line]:
    """Return a version of the vision in the list."""
    status = say("doc.agreed", day=vision.agreed) if vision.agreed else say("doc.proposed")
    lines: list[Line] = [((say("deciding.vision", version=vision.version), "strong"),)]
    lines += [((line, "dim"),) for line in wrapped(status, width)]
    lines += [((line, ""),) for line in wrapped(shown(vision.text), width, 3)]
    return [*lines, *_standing(vision_standing(vision), width), ()]


def state_words(decision: Decision, now: date) -> str:
    """Return whether it was decided, when and how."""
    if decision.agreed is None:
        return say("deciding.in-the-making")
    day = short(decision.agreed, now)
    if decision.how is None:
        return say("deciding.made", day=day)
    return say("deciding.made-how", day=day, how=name_of(decision.how.value, "how-decided"))


def vision_standing(vision: Vision) -> Standing:
    """Return what stands between the room and its consent to a version."""
    check = standing_check(vision)
    return standing(check.fists if check else {}, vision.reservations)


def _of(decision: Decision) -> Standing:
    return standing(decision.consent, decision.reservations)


def _standing(found: Standing, width: int) -> list[Line]:
    words, style = standing_words(found), "good" if found.is_consent else "warn"
    return [((line, style),) for line in wrapped(words, width)] if words else []


# The path


class PathRows:
    """Makes the rows of one path."""

    def __init__(self, opened: OpenPartnership, key_of: Callable[[str], str]) -> None:
        """`key_of` returns the key of an act, for the sentences that say what to press."""
        self._opened = opened
        self._key_of = key_of
        self._names = sector_names(opened.records.partnership)
        self._now = today(opened.clock)

    def of_decision(self, decision: Decision) -> Iterator[PathRow]:
        """Yield the rows of a decision."""
        yield from self._state(state_words(decision, self._now), _of(decision))
        if decision.question:
            yield from _heading("question", say("deciding.question"))
            yield _words("question words", decision.question)
        yield from self._options(decision)
        yield from self._fists(decision.consent)
        yield from self._concerns(decision.reservations)
        yield from _heading("decision", say("deciding.decision"))
        if decision.text:
            yield _words("text", decision.text, "strong")
        else:
            yield _words("no text", say("deciding.no-decision", key=self._key_of("decide")), "dim")
        if decision.review is not None:
            yield _words("review", say("deciding.review-on", day=short(decision.review, self._now)), "dim")

    def of_vision(self, vision: Vision) -> Iterator[PathRow]:
        """Yield the rows of a version of the vision, whose own screen does the rest."""
        check = standing_check(vision)
        yield from self._state(say("deciding.vision", version=vision.version), vision_standing(vision))
        yield _words("way", say("deciding.to-vision", key=self._key_of("vision")), "dim")
        yield _gap("text gap")
        yield _words("text", vision.text)
        yield from self._fists(check.fists if check else {})
        yield from self._concerns(vision.reservations)

    @staticmethod
    def _state(words: str, found: Standing) -> Iterator[PathRow]:
        yield _words("state", words, "strong")
        if standing_words(found):
            yield PathRow("standing", lambda width: _standing(found, width))

    def _options(self, decision: Decision) -> Iterator[PathRow]:
        yield from _heading("options", say("deciding.options"))
        found = bars(decision)
        most = max((votes for _option, votes in found), default=0)
        for option, votes in found:
            yield _bar(option, votes, most, counted=bool(decision.counts))
        known = len(options(decision))
        if known < 2 and not is_made(decision):
            key = "deciding.one-option" if known else "deciding.no-options"
            yield _words("few options", say(key, key=self._key_of("option")), "warn" if known else "dim")
        if decision.dots is not None:
            people, counted = people_at(self._opened.records, decision), sum(decision.counts.values())
            too_many = bool(people) and counted > people * decision.dots
            words = dot_words(people, decision.dots, counted)
            yield _words("dots", words, "warn" if too_many else "dim")

    def _fists(self, fists: Mapping[str, FistCounts]) -> Iterator[PathRow]:
        yield from _heading("fist", say("deciding.fist"))
        if not fists:
            yield _words("no fists", say("deciding.no-fists", key=self._key_of("fist")), "dim")
            return
        yield PathRow("fist table", lambda width: _table(fists, self._names, width))
        if not (below := below_the_line(fists)):
            yield _words("below", say("deciding.nobody-below"), "dim")
        else:
            sectors = ", ".join(f"{self._names.get(key, key)} {people}" for key, people in below.items())
            yield _words("below", say("deciding.hear", n=sum(below.values()), sectors=sectors), "warn")

    def _concerns(self, found: Mapping[str, Reservation]) -> Iterator[PathRow]:
        yield from _heading("concerns", say("deciding.concerns"))
        for key in sorted(found):  # ids sort by time
            yield self._concern(key, found[key])
        if not found:
            yield _words("no concerns", say("deciding.no-concerns", key=self._key_of("concern")), "dim")

    def _concern(self, key: str, concern: Reservation) -> PathRow:
        whose = (
            f"{say('show.before', name=self._names.get(concern.sector, concern.sector))} "
            if concern.sector
            else ""
        )
        due = say("deciding.by-when", day=short(concern.answer_due, self._now)) if concern.answer_due else ""
        reply = say("deciding.reply", reply=concern.reply) if concern.reply else ""
        told = " ".join(part for part in (reply, f"({due})" if due else "") if part)
        if not concern.reply:
            told = " ".join(part for part in (say("deciding.no-reply", key=self._key_of("reply")), told) if part)
        style = "" if concern.reply else "warn"

        def draw(width: int) -> list[Line]:
            lines: list[Line] = [((line, ""),) for line in wrapped(shown(f"{whose}{concern.text}"), width)]
            return [*lines, *((("  ", ""), (line, style)) for line in wrapped(shown(told), width - 2))]

        return PathRow(f"concern {key}", draw, key)


def _words(key: str, words: str, style: str = "") -> PathRow:
    return PathRow(key, lambda width: [((line, style),) for line in wrapped(shown(words), width)])


def _gap(key: str) -> PathRow:
    return PathRow(key, lambda _width: [()], stop=False)


def _heading(key: str, words: str) -> Iterator[PathRow]:
    yield _gap(f"{key} gap")
    yield PathRow(key, lambda _width: [((words, "accent"),)], stop=False)


def _bar(option: str, votes: int, most: int, *, counted: bool) -> PathRow:
    """Return an option: its votes, their bar, its words."""

    def draw(width: int) -> list[Line]:
        if not counted:
            head, room = f"  {DOT} ", 0
        else:
            room = min(_MOST_BAR, max(1, width // 4))
            head = f"{votes:>3} "
        length = -(-votes * room // most) if most else 0
        indent = cells(head) + room + (1 if room else 0)
        first, *rest = wrapped(shown(option), width - indent)
        gap = " " * (indent - cells(head) - length)
        lines: list[Line] = [((head, "strong"), (BAR * length, "accent"), (gap, ""), (first, ""))]
        return [*lines, *(((" " * indent, ""), (line, "")) for line in rest)]

    return PathRow(f"option {option}", draw)


def _table(fists: Mapping[str, FistCounts], names: Mapping[str, str], width: int) -> list[Line]:
    """Return the fingers by sector, in the partnership's order, and those of everybody."""
    label = max(1, width - _FINGERS * len(FIST_SCALE))
    heads = "".join(f"{fingers:>{_FINGERS}}" for fingers in FIST_SCALE)
    known = [key for key in names if key in fists]
    rows = [(names.get(key, key), fists[key]) for key in (*known, *sorted(set(fists) - set(known))) if key]
    together = [sum(each) for each in zip(*fists.values(), strict=True)]
    lines: list[Line] = [((" " * label, ""), (heads, "dim"))]
    for words, counts in (*rows, (say("counts.all"), together)):
        first = cut(shown(words), label - 1)
        cells_of = (
            (f"{count or DOT:>{_FINGERS}}", "warn" if count and fingers < LINE else "")
            for fingers, count in zip(FIST_SCALE, counts, strict=True)
        )
        lines.append(((first + " " * (label - cells(first)), ""), *cells_of))
    return lines
