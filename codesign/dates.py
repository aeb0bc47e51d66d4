"""Dates as people type and read them, in our own words and not the process's locale."""

import calendar
import re
from datetime import date, datetime, time, timedelta, tzinfo

from codesign.words import table

_AHEAD = re.compile(r"\+(\d{1,3})([dwm])")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})-?([^\W\d_]{3,})")
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm)?")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_date(text: str, today: date) -> date | None:
    """Return the day that somebody typed, or None.

    Understood: 2026-12-03; a weekday or its first letters (fri: the next one, today not counted); today,
    tomorrow; +3d, +2w, +1m; 4dec or 4-dec (the next one, today counted).
    """
    text = text.casefold()
    if _ISO.fullmatch(text):
        return _made(*map(int, text.split("-")))
    if ahead := _AHEAD.fullmatch(text):
        return _ahead(int(ahead[1]), ahead[2], today)
    if day_month := _DAY_MONTH.fullmatch(text):
        month = _place(day_month[2], "months", _MONTHS)
        if month is None:
            return None
        day = _made(today.year, month + 1, int(day_month[1]))
        if day is not None and day >= today:
            return day
        # the 29th of February may be years away
        return next(
            (found for n in range(1, 9) if (found := _made(today.year + n, month + 1, int(day_month[1])))),
            None,
        )
    for key, days in (("today", 0), ("tomorrow", 1)):
        if text == table("dates")[key]:
            return _shifted(today, days)
    weekday = _place(text, "weekdays", _WEEKDAYS)
    if weekday is None:
        return None
    return _shifted(today, (weekday - today.weekday() - 1) % 7 + 1)


def read_last_day(text: str, today: date) -> date | None:
    """Return the last day that somebody typed, or None: a day as in `read_date`, or a month (2027-06) or a year
    (2027), of which it is the last."""
    if (month := _MONTH.fullmatch(text)) is not None:
        first = _made(int(month[1]), int(month[2] or 12), 1)
        return first and first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return read_date(text, today)


def _place(text: str, group: str, keys: tuple[str, ...]) -> int | None:
    """Find the weekday or month whose name begins with the text, three letters at least."""
    if len(text) < 3:
        return None
    names = table(f"dates.{group}")
    return next((n for n, key in enumerate(keys) if names[key].casefold().startswith(text)), None)


def _ahead(count: int, unit: str, today: date) -> date | None:
    if unit != "m":
        return _shifted(today, count * (7 if unit == "w" else 1))
    return months_later(today, count)


def months_later(day: date, months: int) -> date | None:
    """Return the same day of a later month, or that month's last; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


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
    weekday = table("dates.weekdays")[_WEEKDAYS[day.weekday()]][:3]
    month = table("dates.months")[_MONTHS[day.month - 1]][:3]
    year = f" {day.year}" if day.year != today.year else ""
    return f"{weekday} {day.day} {month}{year}"


def long(day: date) -> str:
    """Return "Friday 4 December 2026"."""
    weekday = table("dates.weekdays")[_WEEKDAYS[day.weekday()]]
    return f"{weekday} {day.day} {table('dates.months')[_MONTHS[day.month - 1]]} {day.year}"


def read_time(text: str) -> time | None:
    """Return the time of day that somebody typed, or None. Understood: 14:00, 9.30, 930, 14h00, 14, 2pm."""
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
