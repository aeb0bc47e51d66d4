"""Who sits with whom: groups of a wished size for any number of people, mixed by sector, new company each round.

People are dealt like cards, sector after sector, which spreads every sector as evenly as can be. Then two of them
change places again and again (simulated annealing): the cost to bring down is the pairs that have met, and the
pairs of one sector at one table; of equal costs the better is that in which no table has too few sectors. Chance
begins at a number that is given, so that the same people, rounds and mix always give the same tables.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random

import msgspec

Tables = tuple[tuple[str, ...], ...]
"""The keys of the guests at each table; the first is table 1."""

_SAME_SECTOR = 3
"""What a pair of one sector at a table costs. It weighs more than a pair that meets again: mixing is what tables
are for, and where the sectors stay as evenly spread there are mostly places to change for new company."""
_MET = 2
"""What it costs that two people meet again, for each time that they have met."""
_HOTTEST, _COOLEST = 2.5, 0.25
_STEPS_EACH = 1200
"""Changes of places that are tried, for each guest."""
_MOST_STEPS = 90_000


class Guest(msgspec.Struct, frozen=True):
    """Somebody who is to sit somewhere."""

    key: str
    sector: str = ""
    """Sector key; "" where it is not known."""


class Bounds(msgspec.Struct, frozen=True):
    """How many people a table is to have."""

    least: int = 4
    most: int = 6

    def beyond(self, size: int) -> int:
        """Return how far a size lies outside."""
        return max(self.least - size, size - self.most, 0)


class Achieved(msgspec.Struct, frozen=True):
    """What a seating achieves, each figure with what no seating of these guests at such tables could better."""

    sizes: tuple[int, ...]
    """People at each table that anybody sits at."""
    sectors: int
    """Sectors at the table that has the fewest of them."""
    most_sectors: int
    """More than these are impossible."""
    pairs: int
    """Pairs of people who sit at one table."""
    again: int
    """Pairs among them who sat at one table in an earlier round."""
    least_again: int
    """Fewer than these are impossible."""


def table_sizes(people: int, bounds: Bounds) -> tuple[int, ...]:
    """Return how many sit at each table, the larger first: sizes that differ by one at most.

    Within the bounds the tables are as near to their middle as can be. Where the number of people cannot be
    divided so, what is outside the bounds is as little as possible, and nobody sits alone; of equals the smaller
    tables are taken, at which more people get to speak.
    """
    if people < 1:
        return ()

    def worth(tables: int) -> tuple[bool, int, float, int]:
        sizes = _divided(people, tables)
        alone = sizes[-1] == 1 < min(people, bounds.least)
        middle = abs(people / tables - (bounds.least + bounds.most) / 2)
        beyond = sum(map(bounds.beyond, sizes))
        return alone, beyond, middle if not beyond else 0.0, -tables

    return _divided(people, min(range(1, people + 1), key=worth))


def _divided(people: int, tables: int) -> tuple[int, ...]:
    each, more = divmod(people, tables)
    return (each + 1,) * more + (each,) * (tables - more)


def seat(guests: Sequence[Guest], sizes: Sequence[int], others: Iterable[Tables] = (), mix: int = 0) -> Tables:
    """Return who sits where.

    `sizes` add up to the guests; `others` are the other rounds, in whatever order; another `mix` gives other
    tables of the same worth.
    """
    chance = Random(mix)  # noqa: S311 - the same each time is what is wanted
    places = _dealt(guests, sizes, chance)
    if len(sizes) > 1:
        places = _Exchange(guests, sizes, places, _met(guests, others), chance).run()
    tables: list[list[str]] = [[] for _ in sizes]
    for guest, table in zip(guests, places, strict=True):
        tables[table].append(guest.key)
    return tuple(map(tuple, tables))


def _dealt(guests: Sequence[Guest], sizes: Sequence[int], chance: Random) -> list[int]:
    """Return the table of each guest: the sectors one after the other, each in any order, round and round."""
    sectors: dict[str, list[int]] = {}
    for n, guest in enumerate(guests):
        sectors.setdefault(guest.sector, []).append(n)
    stacks = list(sectors.values())
    chance.shuffle(stacks)
    places = [0] * len(guests)
    dealt = 0
    for stack in stacks:
        chance.shuffle(stack)
        for n in stack:
            places[n] = dealt % len(sizes)
            dealt += 1
    return places


def _met(guests: Sequence[Guest], others: Iterable[Tables]) -> Counter[tuple[int, int]]:
    """Return how often each pair of guests, by their places in the list, sat together."""
    places = {guest.key: n for n, guest in enumerate(guests)}
    found: Counter[tuple[int, int]] = Counter()
    for tables in others:
        for table in tables:
            found.update(combinations(sorted(places[key] for key in table if key in places), 2))
    return found


class _Exchange:
    """Lets pairs of guests change places. What a guest costs at each table is kept, so that trying a change looks
    at five numbers, however many guests there are."""

    def __init__(
        self,
        guests: Sequence[Guest],
        sizes: Sequence[int],
        places: list[int],
        met: Counter[tuple[int, int]],
        chance: Random,
    ) -> None:
        self._places = places
        self._chance = chance
        self._pairs = _pair_costs(guests, met)
        self._costs = [[0] * len(sizes) for _ in guests]
        for mine, costs in zip(self._costs, self._pairs, strict=True):
            for other, table in enumerate(places):
                mine[table] += costs[other]
        self._sectors = [guest.sector for guest in guests]
        self._present: list[Counter[str]] = [Counter() for _ in sizes]
        for sector, table in zip(self._sectors, places, strict=True):
            self._present[table][sector] += 1
        self._kinds = [len([sector for sector in here if sector]) for here in self._present]
        """How many sectors each table has."""
        known = Counter(sector for sector in self._sectors if sector)
        least = _SAME_SECTOR * sum(_pairs_of(_divided(n, len(sizes))) for n in known.values())
        self._limit = (least, -_most_sectors(known, sizes))
        """What no seating is better than."""

    def run(self) -> list[int]:
        """Return the best places that were found."""
        steps = min(_MOST_STEPS, _STEPS_EACH * len(self._places))
        cooling = (_COOLEST / _HOTTEST) ** (1 / steps)
        heat = _HOTTEST
        cost = sum(mine[table] for mine, table in zip(self._costs, self._places, strict=True)) // 2
        best, found = (cost, -min(self._kinds)), list(self._places)
        people, draw = len(self._places), self._chance.random
        for _ in range(steps):
            if best <= self._limit:
                break
            heat *= cooling
            one, other = int(draw() * people), int(draw() * people)
            worse = self._difference(one, other)
            if worse <= 0 or draw() < math.exp(-worse / heat):
                self._change(one, other)
                cost += worse
                if cost <= best[0] and (now := (cost, -min(self._kinds))) < best:
                    best, found = now, list(self._places)
        return found

    def _difference(self, one: int, other: int) -> int:
        """Return what it would cost more if two changed places."""
        here, there = self._places[one], self._places[other]
        if here == there:
            return 0
        mine, theirs = self._costs[one], self._costs[other]
        return mine[there] - mine[here] + theirs[here] - theirs[there] - 2 * self._pairs[one][other]

    def _change(self, one: int, other: int) -> None:
        here, there = self._places[one], self._places[other]
        if here == there:
            return
        self._places[one], self._places[other] = there, here
        if self._sectors[one] != self._sectors[other]:
            self._move_sector(self._sectors[one], here, there)
            self._move_sector(self._sectors[other], there, here)
        for costs, of_one, of_other in zip(self._costs, self._pairs[one], self._pairs[other], strict=True):
            moved = of_other - of_one
            costs[here] += moved
            costs[there] -= moved

    def _move_sector(self, sector: str, here: int, there: int) -> None:
        self._present[here][sector] -= 1
        self._present[there][sector] += 1
        if sector:
            self._kinds[here] -= self._present[here][sector] == 0
            self._kinds[there] += self._present[there][sector] == 1


def _pair_costs(guests: Sequence[Guest], met: Counter[tuple[int, int]]) -> list[list[int]]:
    """Return what each pair costs at one table; nobody costs anything with themselves."""
    costs = [
        [_SAME_SECTOR if one.sector and one.sector == other.sector else 0 for other in guests] for one in guests
    ]
    for (one, other), times in met.items():
        costs[one][other] += _MET * times
        costs[other][one] += _MET * times
    for n, mine in enumerate(costs):
        mine[n] = 0
    return costs


def add_late(tables: Tables, late: Sequence[Guest], sectors: dict[str, str]) -> Tables:
    """Return the tables with guests who came late, nobody else moved: each goes to the smallest table, and of the
    smallest to the one with the fewest of their sector.

    `sectors` has the sector key of everybody who sits already.
    """
    found = [list(table) for table in tables] or [[]]
    known = {**sectors, **{guest.key: guest.sector for guest in late}}
    for guest in late:
        alike = [sum(known.get(key) == guest.sector for key in table) for table in found]
        place = min(range(len(found)), key=lambda n: (len(found[n]), alike[n], n))
        found[place].append(guest.key)
    return tuple(map(tuple, found))


def achieved(tables: Tables, guests: Sequence[Guest], earlier: Sequence[Tables]) -> Achieved:
    """Return what a seating of these guests achieves after the rounds before it."""
    sectors = {guest.key: guest.sector for guest in guests}
    taken = [[key for key in table if key in sectors] for table in tables]
    taken = [table for table in taken if table]
    sizes = tuple(map(len, taken))
    kinds = [len({sectors[key] for key in table} - {""}) for table in taken]
    seated = [guest for guest in guests if any(guest.key in table for table in taken)]
    met = set(_met(seated, earlier))
    places = {guest.key: n for n, guest in enumerate(seated)}
    now = {pair for table in taken for pair in combinations(sorted(places[key] for key in table), 2)}
    return Achieved(
        sizes,
        min(kinds, default=0),
        _most_sectors(Counter(guest.sector for guest in seated if guest.sector), sizes),
        len(now),
        len(now & met),
        _least_again(sizes, [guest.key for guest in seated], met, earlier),
    )


def _most_sectors(people: Counter[str], sizes: Sequence[int]) -> int:
    """Return a number of sectors that the table with the fewest cannot exceed: a sector reaches as many tables as
    it has people, and no table has more sectors than seats."""
    if not sizes:
        return 0
    reached = sum(min(n, len(sizes)) for n in people.values())
    return min(*sizes, len(people), reached // len(sizes))


def _least_again(
    sizes: Sequence[int], people: Sequence[str], met: set[tuple[int, int]], earlier: Sequence[Tables]
) -> int:
    """Return a number of pairs that must meet again, whoever sits where.

    An earlier table whose people spread over all tables of now still leaves some together where it had more people
    than there are tables now; the same holds the other way round; and whoever has met nearly everybody has too few
    others left for a table.
    """
    if not met or not sizes:
        return 0
    least = 0
    for tables in earlier:
        before = [n for table in tables if (n := sum(key in table for key in people))]
        apart = len(people) - sum(before)  # each of whom was, so to speak, at a table of their own
        spread = sum(_pairs_of(_divided(n, len(sizes))) for n in before)
        drawn = sum(_pairs_of(_divided(size, len(before) + apart)) for size in sizes)
        least = max(least, spread, drawn)
    known = Counter(n for pair in met for n in pair)
    short = sum(max(0, min(sizes) - 1 - (len(people) - 1 - known[n])) for n in range(len(people)))
    return max(least, -(-short // 2))


def _pairs_of(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
