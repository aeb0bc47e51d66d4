"""Who is to sit, who sits where, and what a round of tables achieved, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from codesign.model import Meeting, Person, Round
from codesign.records import Records
from codesign.seating import Achieved, Bounds, Guest, Tables, achieved
from codesign.views.attendance import presences, sector_counts
from codesign.views.voices import sector_names
from codesign.words import say


class Table(msgspec.Struct, frozen=True):
    """A table as it is read out: its number, and its people in the order of their sectors."""

    number: int
    people: tuple[str, ...]
    """Their names, each with the sector where the name does not say it."""
    sectors: int


def guests(records: Records, meeting: Meeting) -> tuple[Guest, ...]:
    """Return everybody who is there: those known by name, and those who are counted by sector only."""
    known = sorted((each.person for each in presences(records, meeting) if each.here), key=lambda each: each.id)
    counted = {each.sector: each.others_now for each in sector_counts(records, meeting)}
    return (
        *(Guest(person.id, person.sector) for person in known),
        *(Guest(f"{sector} {n}", sector) for sector, most in counted.items() for n in range(1, most + 1)),
    )


def guest(records: Records, key: str) -> Guest:
    """Return whoever was written down under a key, whether they are still there or not."""
    person = records.get(Person, key)
    return Guest(key, person.sector if person else key.rpartition(" ")[0])


def name(records: Records, key: str) -> str:
    """Return what somebody is called: their name, or "education no. 2" for the second whom only a count knows."""
    person = records.get(Person, key)
    if person is not None:
        return person.name
    sector, _, n = key.rpartition(" ")
    called = sector_names(records.partnership).get(sector, sector)
    return say("seating.counted", sector=called, n=n) if called else n


def rounds(meeting: Meeting) -> tuple[str, ...]:
    """Return the ids of the rounds, in the order in which they were added."""
    return tuple(sorted(meeting.rounds))


def tables(records: Records, found: Round) -> tuple[Table, ...]:
    """Return the tables of a round at which anybody sits."""
    names = sector_names(records.partnership)
    order = {key: n for n, key in enumerate(names)}
    laid = []
    for number, keys in enumerate(found.tables, 1):
        people = sorted((guest(records, key) for key in keys), key=lambda each: order.get(each.sector, len(order)))
        if people:
            kinds = {each.sector for each in people if each.sector}
            laid.append(Table(number, tuple(_read_out(records, names, each) for each in people), len(kinds)))
    return tuple(laid)


def _read_out(records: Records, names: Mapping[str, str], each: Guest) -> str:
    called = name(records, each.key)
    if records.get(Person, each.key) is None or not each.sector:
        return called
    return say("seating.with-sector", name=called, sector=names.get(each.sector, each.sector))


def late(records: Records, meeting: Meeting, found: Round) -> tuple[Guest, ...]:
    """Return who is there and sits nowhere in a round."""
    seated = _seated(found.tables)
    return tuple(each for each in guests(records, meeting) if each.key not in seated)


def gone(records: Records, meeting: Meeting, found: Round) -> tuple[str, ...]:
    """Return the keys of those who sit in a round and are not there any more."""
    there = {each.key for each in guests(records, meeting)}
    return tuple(key for table in found.tables for key in table if key not in there)


def _seated(tables: Iterable[tuple[str, ...]]) -> set[str]:
    return {key for table in tables for key in table}


def others(meeting: Meeting, key: str) -> tuple[Tables, ...]:
    """Return the tables of all rounds but one."""
    return tuple(meeting.rounds[each].tables for each in rounds(meeting) if each != key)


def bounds_of(found: Round) -> Bounds:
    """Return how many people the tables of a round were to have."""
    return Bounds(found.least, found.most)


def achieved_in(records: Records, meeting: Meeting, key: str) -> Achieved:
    """Return what a round achieves for those who sit in it, after the rounds before it."""
    found = meeting.rounds[key]
    seated = [guest(records, each) for table in found.tables for each in table]
    earlier = [meeting.rounds[each].tables for each in rounds(meeting) if each < key]
    return achieved(found.tables, seated, earlier)


def figures(records: Records, meeting: Meeting, key: str) -> tuple[str, ...]:
    """Return what a round achieves, a sentence for each figure: the sizes, the sectors, who meets again."""
    got = achieved_in(records, meeting, key)
    if not got.sizes:
        return (say("seating.nobody"),)
    told = [_sizes(got, bounds_of(meeting.rounds[key]))]
    if got.most_sectors:
        proven = got.sectors >= got.most_sectors
        words = "seating.sectors" if proven else "seating.sectors-between"
        told.append(say(words, n=got.sectors, most=got.most_sectors))
    if rounds(meeting)[0] != key:
        told.append(_again(got))
    return tuple(told)


def _sizes(got: Achieved, bounds: Bounds) -> str:
    counted = sorted(Counter(got.sizes).items(), reverse=True)
    parts = [say("seating.tables-of", n=n, size=size) for size, n in counted]
    sizes = say("seating.and", first=", ".join(parts[:-1]), last=parts[-1]) if parts[1:] else parts[0]
    if any(map(bounds.beyond, got.sizes)):
        return say("seating.not-within", sizes=sizes, bounds=bounds_words(bounds), n=sum(got.sizes))
    return say("seating.within", sizes=sizes)


def bounds_words(bounds: Bounds) -> str:
    """Return bounds as they are said: "4-6", or "2" for pairs."""
    return str(bounds.least) if bounds.least == bounds.most else f"{bounds.least}-{bounds.most}"


def _again(got: Achieved) -> str:
    if not got.again:
        return say("seating.none-again", n=got.pairs)
    words = "seating.again" if got.again <= got.least_again else "seating.again-between"
    return say(words, again=got.again, n=got.pairs, least=got.least_again)
