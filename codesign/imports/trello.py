"""Cards from a board that was exported from Trello as JSON. What is wrong with a card touches no other card."""

import json
import math
from collections.abc import Iterator
from datetime import date, tzinfo
from typing import Any

from codesign.errors import Refused
from codesign.imports.csv_cards import split_tags
from codesign.imports.days import possible_days
from codesign.imports.foreign import Foreign, ForeignCard, Format, Problem
from codesign.text import clean, one_line
from codesign.words import say

Form = dict[str, Any]
"""A JSON object, of which nothing is known yet."""


def read_trello(text: str, zone: tzinfo | None) -> Foreign:
    """Return the cards of a board, by the places of their lists and their own.

    Raises:
        Refused: this is no JSON, or no board.
    """
    board = _parsed(text)
    if not isinstance(board, dict) or not all(isinstance(board.get(key), list) for key in ("lists", "cards")):
        raise Refused(say("imports.no-board"))
    return _Board(board, zone).read()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise Refused(say("imports.deep-json")) from None
    except json.JSONDecodeError as error:
        raise Refused(say("imports.no-json", line=error.lineno, column=error.colno)) from error
    except ValueError as error:  # a number of thousands of digits
        raise Refused(say("imports.no-board")) from error


class _Board:
    """Reads one board; its parts name each other by ids."""

    def __init__(self, board: Form, zone: tzinfo | None) -> None:
        self._board = board
        self._zone = zone
        self._problems: list[Problem] = []
        self._lists = dict(self._by_id("lists"))
        self._labels = dict(self._by_id("labels"))
        self._members = dict(self._by_id("members"))
        self._fields = dict(self._by_id("customFields"))
        self._checklists = self._of_cards("checklists", lambda each: each.get("idCard"))
        self._comments = self._of_cards("actions", _commented)

    def read(self) -> Foreign:
        """Return the board's cards and lists."""
        placed = sorted(self._forms(self._board, "cards", ""), key=lambda each: self._order(each[1]))
        cards = [card for where, form in placed if (card := self._card(where, form)) is not None]
        lists = sorted((each for each in self._lists.values() if not each.get("closed")), key=_position)
        columns = dict.fromkeys(name for each in lists if (name := _line(each)))
        return Foreign(Format.TRELLO, tuple(cards), tuple(columns), problems=tuple(self._problems))

    # What the parts are

    def _forms(self, owner: Form, name: str, where: str) -> Iterator[tuple[str, Form]]:
        """Yield the objects of a list with their places; what is no object is named and left out."""
        place = f"{where}.{name}" if where else name
        found = owner.get(name)
        if found is not None and not isinstance(found, list):
            self._complain(place, say("imports.no-list"))
            return
        for n, each in enumerate(found or ()):
            if isinstance(each, dict):
                yield f"{place}[{n}]", each
            else:
                self._complain(f"{place}[{n}]", say("imports.no-object"))

    def _by_id(self, name: str) -> Iterator[tuple[str, Form]]:
        for where, form in self._forms(self._board, name, ""):
            if isinstance(form.get("id"), str):
                yield form["id"], form
            else:
                self._complain(where, say("imports.no-id"))

    def _of_cards(self, name: str, card_of: Any) -> dict[str, list[tuple[str, Form]]]:
        found: dict[str, list[tuple[str, Form]]] = {}
        for where, form in self._forms(self._board, name, ""):
            if isinstance(card := card_of(form), str):
                found.setdefault(card, []).append((where, form))
        return found

    def _complain(self, where: str, words: str) -> None:
        self._problems.append(Problem(where, words))

    def _list_of(self, card: Form) -> Form | None:
        found = card.get("idList")
        return self._lists.get(found) if isinstance(found, str) else None

    def _order(self, card: Form) -> tuple[float, float]:
        column = self._list_of(card)
        return (_position(column) if column is not None else math.inf), _position(card)

    # A card

    def _card(self, where: str, card: Form) -> ForeignCard | None:
        title = _line(card)
        if not title:
            self._complain(where, say("imports.no-title", cells=one_line(_words(card, "desc")) or "-"))
            return None
        column = self._list_of(card)
        if column is None:
            self._complain(where, say("imports.no-such-list", title=title))
        unread: list[str] = []
        due = self._due(where, card, unread)
        labels = [form for _where, form in self._forms(card, "labels", where)]
        labels = labels or [self._labels[each] for each in _ids(card, "idLabels") if each in self._labels]
        tags = (tag for each in labels for tag in split_tags(_words(each, "name") or _words(each, "color")))
        members = [self._members[each] for each in _ids(card, "idMembers") if each in self._members]
        names = (one_line(_words(each, "fullName") or _words(each, "username")) for each in members)
        return ForeignCard(
            title,
            where,
            _line(column) if column else "",
            "\n\n".join(part for part in (*self._texts(where, card), *unread) if part),
            owners=tuple(dict.fromkeys(name for name in names if name)),
            tags=tuple(dict.fromkeys(tags)),
            due=due,
            votes=_votes(card),
            done=card.get("dueComplete") is True,
            archived=bool(card.get("closed") or (column or {}).get("closed")),
        )

    def _due(self, where: str, card: Form, unread: list[str]) -> date | None:
        """Return the day; what is none goes into the text. A date that was met is none any more: kept as a date,
        it would be shown as overdue."""
        value = card.get("due")
        if value is None or value == "":
            return None
        days = possible_days(value, self._zone) if isinstance(value, str) else ()
        if len(days) == 1 and card.get("dueComplete") is not True:
            return days[0]
        told = days[0].isoformat() if len(days) == 1 else one_line(str(value))
        unread.append(say("imports.was-due", day=told))
        if len(days) != 1:
            self._complain(f"{where}.due", say("imports.no-date", text=told))
        return None

    def _texts(self, where: str, card: Form) -> Iterator[str]:
        """Yield the paragraphs of a card: its description, fields that people added to the board, when it begins,
        its checklists, attachments and comments."""
        yield clean(_words(card, "desc"))
        yield "\n".join(self._field(each) for _place, each in self._forms(card, "customFieldItems", where)).strip()
        if start := _words(card, "start"):
            days = possible_days(start, self._zone)
            yield say("imports.was-start", day=days[0].isoformat() if len(days) == 1 else one_line(start))
        own_id = card.get("id")
        lists = self._checklists.get(own_id, []) if isinstance(own_id, str) else []
        for place, each in sorted(lists or self._forms(card, "checklists", where), key=lambda e: _position(e[1])):
            items = sorted(self._forms(each, "checkItems", place), key=lambda item: _position(item[1]))
            lines = (f"[{'x' if item.get('state') == 'complete' else ' '}] {_line(item)}" for _, item in items)
            yield "\n".join((f"{_line(each)}:" if _line(each) else "", *lines)).strip()
        attached = (each for _place, each in self._forms(card, "attachments", where))
        yield "\n".join(" ".join(dict.fromkeys((_line(each), _words(each, "url")))).strip() for each in attached)
        comments = self._comments.get(own_id, []) if isinstance(own_id, str) else []
        for _place, each in sorted(comments, key=lambda comment: _words(comment[1], "date")):
            yield self._comment(each)

    def _field(self, item: Form) -> str:
        """Return a field that people added to the board, as a line: what was typed, or what was chosen."""
        added = self._fields.get(_words(item, "idCustomField"), {})
        options = {_words(each, "id"): each for _place, each in self._forms(added, "options", "customFields")}
        value = item.get("value") or options.get(_words(item, "idValue"), {}).get("value")
        told = (
            next((one_line(each) for each in value.values() if isinstance(each, str)), "")
            if isinstance(value, dict)
            else ""
        )
        return f"{_line(added)}: {told}" if told else ""

    def _comment(self, action: Form) -> str:
        days = possible_days(_words(action, "date"), self._zone)
        author = action.get("memberCreator")
        name = _words(author, "fullName") if isinstance(author, dict) else ""
        head = ", ".join(part for part in (one_line(name), days[0].isoformat() if len(days) == 1 else "") if part)
        return f"{head or say('imports.comment')}: {clean(_words(action['data'], 'text'))}"


def _commented(action: Form) -> Any:
    """Return the id of the card that an action comments on."""
    data = action.get("data")
    if action.get("type") != "commentCard" or not isinstance(data, dict):
        return None
    card = data.get("card")
    return card.get("id") if isinstance(card, dict) else None


def _words(form: Form, name: str) -> str:
    """Return a field that should be words; "" where it is not."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _line(form: Form) -> str:
    return one_line(_words(form, "name"))


def _ids(form: Form, name: str) -> list[str]:
    value = form.get(name)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _position(form: Form) -> float:
    """Return where something stands among its like; last where that is not said."""
    value = form.get("pos")
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15 or math.isnan(value):
        return math.inf
    return float(value)


def _votes(card: Form) -> int:
    badges = card.get("badges")
    counted = badges.get("votes") if isinstance(badges, dict) else None
    if not isinstance(counted, int) or isinstance(counted, bool) or not 0 <= counted < 1_000_000:
        counted = 0
    return max(counted, len(_ids(card, "idMembersVoted")))
