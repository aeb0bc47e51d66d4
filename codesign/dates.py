"""Dates as people type and read them, in our own words and not the process's locale."""

from datetime import date, datetime, time, timedelta, tzinfo

from codesign.patterns import pattern
from codesign.text import folded
from codesign.words import LANGUAGE, say, speaking, table

_AHEAD = pattern(r"\+(\d{1,3})([a-z])")
_ISO = pattern(r"\d{4}-\d{2}-\d{2}")
_MONTH = pattern(r"(\d{4})(?:-(\d{2}))?")
_DAY_MONTH = pattern(r"(\d{1,2})(?:er)?[ -]?([^\W\d_]{3,})\.?")
_TIME = pattern(r"(\d{1,2})(?:(?:\s*h\s*|[:.]?)([0-5]\d)|\s*h)?\s*(am|pm)?")
_NEAR = ("today", "tomorrow")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_date(text: str, today: date) -> date | None:
    """Return the day that somebody typed, or None.

    Understood: 2026-12-03; a weekday or its first letters (fri: the next one, today not counted); today,
    tomorrow; +3d, +2w, +1m; 4dec, 4-dec or 4 dec (the next one, today counted). All of it in the language that is
    spoken, with its accents or without; what that does not know is taken for English, since people mix the two.
    """
    text = _plain(text)
    if _ISO.fullmatch(text):
        return _made(*map(int, text.split("-")))
    found = _in_words(text, today)
    if found is None:
        with speaking(LANGUAGE):
            found = _in_words(text, today)
    return found


def _in_words(text: str, today: date) -> date | None:
    if ahead := _AHEAD.fullmatch(text):
        unit = next((unit for unit, letter in table("dates.units").items() if letter == ahead[2]), "")
        return _ahead(int(ahead[1]), unit, today)
    if day_month := _DAY_MONTH.fullmatch(text):
        month = _place(day_month[2], "months", _MONTHS)
        return None if month is None else _next(int(day_month[1]), month + 1, today)
    if (days := _place(text, "near", _NEAR)) is not None:
        return _shifted(today, days)
    weekday = _place(text, "weekdays", _WEEKDAYS)
    return None if weekday is None else _shifted(today, (weekday - today.weekday() - 1) % 7 + 1)


def _next(day: int, month: int, today: date) -> date | None:
    this_year = _made(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    # the 29th of February may be years away
    return next((found for n in range(1, 9) if (found := _made(today.year + n, month, day))), None)


def read_last_day(text: str, today: date) -> date | None:
    """Return the last day that somebody typed, or None: a day as in `read_date`, or a month (2027-06) or a year
    (2027), of which it is the last."""
    if (month := _MONTH.fullmatch(text)) is not None:
        first = _made(int(month[1]), int(month[2] or 12), 1)
        return first and first.replace(day=_last_day(first.year, first.month))
    return read_date(text, today)


def _place(text: str, group: str, keys: tuple[str, ...]) -> int | None:
    """Find the only one of the names of days or months that begins with the text, three letters at least."""
    if len(text) < 3:
        return None
    names = table(f"dates.{group}")
    found = [n for n, key in enumerate(keys) if _plain(names[key]).startswith(text)]
    return found[0] if len(found) == 1 else None


def _plain(name: str) -> str:
    return folded(name).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _ahead(count: int, unit: str, today: date) -> date | None:
    match unit:
        case "day":
            return _shifted(today, count)
        case "week":
            return _shifted(today, count * 7)
        case "month":
            return months_later(today, count)
        case _:
            return None


def months_later(day: date, months: int) -> date | None:
    """Return the same day of a later month, or that month's last; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    """Return how many days a month has; the module calendar, which knows it too, brings the process's locale."""
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def _shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def short(day: date, today: date) -> str:
    """Return "Fri 4 Dec", with the year where it is not this one."""
    return f"{_weekday(day, 'short-weekdays')} {shorter(day, today)}"


def shorter(day: date, today: date) -> str:
    """Return "4 Dec", with the year where it is not this one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{_in_month(day, 'short-months')}{year}"


def long(day: date) -> str:
    """Return "Friday 4 December 2026"."""
    return f"{_weekday(day, 'weekdays')} {_in_month(day, 'months')} {day.year}"


def _weekday(day: date, weekdays: str) -> str:
    return table(f"dates.{weekdays}")[_WEEKDAYS[day.weekday()]]


def _in_month(day: date, months: str) -> str:
    month = table(f"dates.{months}")[_MONTHS[day.month - 1]]
    return f"{say('dates.first') if day.day == 1 else day.day} {month}"


def read_time(text: str) -> time | None:
    """Return the time of day that somebody typed, or None.

    Understood: 14:00, 9.30, 930, 14h00, 14 h 30, 14h, 14, 2pm.
    """
    found = _TIME.fullmatch(text.strip().casefold())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return time(hour, minute) if hour < 24 else None


def hour_minute(moment: time) -> str:
    """Return a time of day as it is shown, such as "09:30"."""
    return f"{moment:%H:%M}"


def time_of_day(moment: datetime, zone: tzinfo | None) -> str:
    """Return "14:05" in the zone in which times are shown."""
    return moment.astimezone(zone).strftime("%H:%M")


def stamp(moment: datetime, zone: tzinfo | None) -> str:
    """Return "2026-11-05 14:05" in the zone in which times are shown."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
