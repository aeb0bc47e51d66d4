"""How long words are kept: for each meeting the day on which somebody decides whether they still are."""

from datetime import date

import msgspec

from codesign.dates import months_later
from codesign.model import Meeting, Voice
from codesign.records import Records, by_number


class Kept(msgspec.Struct, frozen=True):
    """A meeting of which words are kept."""

    meeting: Meeting
    review: date | None
    """When somebody is to decide about them; None where neither a day is set nor a number of months."""
    words: tuple[Voice, ...]
    """Voices, stories and notes, by number, archived ones too."""

    def is_due(self, today: date) -> bool:
        """Tell whether it is time to decide."""
        return self.review is not None and self.review <= today


def review_day(records: Records, meeting: Meeting) -> date | None:
    """Return when the words of a meeting are to be reviewed; None for no day."""
    if meeting.review_words is not None:
        return meeting.review_words
    months = records.partnership.retention_months if records.partnership else None
    return months_later(meeting.on, months) if months else None


def words_of(records: Records, meeting: Meeting) -> tuple[Voice, ...]:
    """Return the voices, stories and notes of a meeting of which words are kept, by number."""
    said = [each for each in records.all(Voice) if each.meeting == meeting.id]
    ids = frozenset(each.id for each in said)
    notes = (each for each in records.all(Voice) if not each.meeting and not ids.isdisjoint(each.origins))
    return tuple(sorted((each for each in (*said, *notes) if _has_words(each)), key=by_number))


def kept(records: Records) -> tuple[Kept, ...]:
    """Return the meetings of which words are kept, those to be reviewed first before the others."""
    found = [
        Kept(each, review_day(records, each), words)
        for each in records.all(Meeting)
        if (words := words_of(records, each))
    ]
    return tuple(sorted(found, key=lambda each: (each.review or date.max, each.meeting.on, each.meeting.id)))


def due(records: Records, today: date) -> tuple[Kept, ...]:
    """Return the meetings whose words are due for review, the longest waiting first."""
    return tuple(each for each in kept(records) if each.is_due(today))


def _has_words(voice: Voice) -> bool:
    return bool(voice.text or voice.because or voice.also)
