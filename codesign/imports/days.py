"""Dates as other programs write them: what a text can mean, and whether that is one day only."""

import re
from datetime import date, datetime, tzinfo

from codesign.imports.vocabulary import MONTHS, key

_TIME = re.compile(r"[T ,]+(?:at |à )?\d{1,2}[:h]\d{2}.*$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_LOCAL = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})")
_WEEKDAY = r"(?:[^\W\d_]{2,}\.?,? )?"
_DAY_MONTH = re.compile(_WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th|er|e)?[ /.-]+([^\W\d_]{3,})\.?[ ,/-]+(\d{4}|\d{2})")
_MONTH_DAY = re.compile(_WEEKDAY + r"([^\W\d_]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def possible_days(text: str, zone: tzinfo | None) -> tuple[date, ...]:
    """Return the days that a text can mean: none, one, or for a date such as 03/04/2026 two.

    A moment with an offset is the day that it is in the zone in which times are shown.
    """
    text = text.strip()
    if (moment := _moment(text, zone)) is not None:
        return (moment,)
    text = _TIME.sub("", text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _days((found[1], found[2], found[3]))
    if found := _DOTTED.fullmatch(text):
        return _days((found[3], found[2], found[1]))
    if found := _LOCAL.fullmatch(text):
        return _days((found[4], found[3], found[1]), (found[4], found[1], found[3]))
    if found := _DAY_MONTH.fullmatch(text):
        return _days((found[3], _month(found[2]), found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _days((found[3], _month(found[1]), found[2]))
    return ()


def _moment(text: str, zone: tzinfo | None) -> date | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(zone).date() if moment.tzinfo is not None else moment.date()
    except (ValueError, OverflowError):
        return None


def _month(name: str) -> str:
    return str(MONTHS.get(key(name), 0))


def _days(*readings: tuple[str, str, str]) -> tuple[date, ...]:
    """Return the days that there are among readings as year, month, day; each once, in order."""
    found: dict[date, None] = {}
    for year, month, day in readings:
        try:
            found[date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))] = None
        except ValueError:
            continue
    return tuple(found)
