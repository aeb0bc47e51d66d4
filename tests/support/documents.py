"""Documents as the tests ask for them."""

from datetime import date

from codesign.model import Audience, Meeting, Vision
from codesign.records import Records
from exports.library import CALENDAR, NOTES, VISION, document, subjects
from exports.prepare import Prepared


def notes(records: Records, meeting: Meeting, audience: Audience, on: date) -> Prepared:
    """Return the notes of a meeting."""
    return document(NOTES, records, meeting, on, audience=audience)


def statement(records: Records, vision: Vision, audience: Audience, on: date) -> Prepared:
    """Return the statement of a version of the vision."""
    return document(VISION, records, vision, on, audience=audience)


def newest_vision(records: Records) -> Vision:
    """Return the newest version of the vision."""
    found = subjects(VISION, records)[0]
    assert isinstance(found, Vision)
    return found


def calendar(records: Records, on: date) -> Prepared:
    """Return the calendar of a partnership."""
    return document(CALENDAR, records, subjects(CALENDAR, records)[0], on)
