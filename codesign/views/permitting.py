"""Whose permission is asked for: one voice, several that were chosen, or all that a table or a meeting still waits
for."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from codesign.model import Meeting, Permission, Person, Voice
from codesign.records import Records, by_number
from codesign.views.notes import is_note, waits_for_permission
from codesign.words import say


class Scope(msgspec.Struct, frozen=True):
    """Voices whose permission can be set together."""

    words: str
    """Which they are."""
    voices: tuple[str, ...]
    """Their ids."""
    person: Person | None = None
    """Who said all of them, where that is one person who is known here."""

    @property
    def usual(self) -> Permission | None:
        """What that person usually allows."""
        return self.person.usual_permission if self.person is not None else None


def to_permit(voices: Iterable[object]) -> tuple[Voice, ...]:
    """Return those of some records that can have a permission: voices, without the team's notes."""
    found = (each for each in voices if isinstance(each, Voice) and not is_note(each))
    return tuple(
        sorted((each for each in found if not (each.archived or each.withdrawn or each.purged)), key=by_number)
    )


def scopes(records: Records, chosen: Sequence[Voice]) -> tuple[Scope, ...]:
    """Return what can be permitted together: the voices that were chosen, and where that is one, those around it
    of which nobody has said yet how they may be used. What somebody allowed is not changed with others."""
    numbers = ", ".join(each.number for each in chosen)
    words = numbers if len(chosen) < 4 else say("permission.chosen", n=len(chosen))
    found = [_scope(records, words, chosen)]
    if len(chosen) == 1 and chosen[0].meeting:
        found += _around(records, chosen[0])
    return tuple({each.voices: each for each in reversed(found)}.values())[::-1]


def waiting(records: Records, meeting: Meeting) -> tuple[Voice, ...]:
    """Return the voices of a meeting of which nobody has said yet how they may be used."""
    found = (each for each in records.live(Voice) if each.meeting == meeting.id and waits_for_permission(each))
    return tuple(sorted(found, key=by_number))


def _around(records: Records, voice: Voice) -> list[Scope]:
    here: list[tuple[str, Callable[[Voice], bool]]] = [
        (say("permission.of-table", table=voice.table), lambda each: each.table == voice.table),
        (say("permission.of-question"), lambda each: each.question == voice.question),
        (say("permission.of-block"), lambda each: each.block == voice.block),
        (say("permission.of-meeting"), lambda _each: True),
    ]
    asked = (voice.table is not None, bool(voice.question), bool(voice.block), True)
    unset = [each for each in records.live(Voice) if each.meeting == voice.meeting and waits_for_permission(each)]
    found = []
    for (words, fits), is_known in zip(here, asked, strict=True):
        those = sorted((each for each in unset if fits(each)), key=by_number)
        if is_known and len(those) > 1:
            found.append(_scope(records, say("permission.not-asked", n=len(those), where=words), those))
    return found


def _scope(records: Records, words: str, voices: Sequence[Voice]) -> Scope:
    people = {each.person for each in voices}
    person = records.get(Person, next(iter(people), "")) if len(people) == 1 else None
    return Scope(words, tuple(each.id for each in voices), person)
