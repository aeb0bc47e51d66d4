"""Tables for any number of people: everybody sits once, the sizes fit, and each figure is what a count says."""

import time
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.seating import Achieved, Bounds, Guest, Tables, achieved, add_late, seat, table_sizes

some_bounds = st.tuples(st.integers(1, 8), st.integers(0, 4)).map(lambda pair: Bounds(pair[0], sum(pair)))
some_guests = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), min_size=1, max_size=30).map(
    lambda sectors: [Guest(f"p{n}", sector) for n, sector in enumerate(sectors)]
)


def people(count: int, sectors: int) -> list[Guest]:
    return [Guest(f"p{n}", f"s{n % sectors}") for n in range(count)]


def made(guests: list[Guest], rounds: int, bounds: Bounds | None = None) -> list[Tables]:
    found: list[Tables] = []
    for _ in range(rounds):
        found.append(seat(guests, table_sizes(len(guests), bounds or Bounds()), found))
    return found


def together(tables: Tables) -> set[frozenset[str]]:
    """Return the pairs that sit at one table: the count is made here on its own, over all pairs of people."""
    table_of = {key: n for n, table in enumerate(tables) for key in table}
    return {frozenset(pair) for pair in combinations(table_of, 2) if table_of[pair[0]] == table_of[pair[1]]}


def fewest_sectors(tables: Tables, guests: list[Guest]) -> int:
    table_of = {key: n for n, table in enumerate(tables) for key in table}
    found: dict[int, set[str]] = {n: set() for n in table_of.values()}
    for guest in guests:
        if guest.sector:
            found[table_of[guest.key]].add(guest.sector)
    return min(len(each) for each in found.values())


@given(st.integers(1, 200), some_bounds)
def test_sizes_fit_wherever_they_can(count: int, bounds: Bounds) -> None:
    sizes = table_sizes(count, bounds)
    assert sum(sizes) == count
    assert max(sizes) - min(sizes) <= 1
    possible = any(bounds.least * n <= count <= bounds.most * n for n in range(1, count + 1))
    assert possible == all(bounds.least <= size <= bounds.most for size in sizes)


@pytest.mark.parametrize(
    ("count", "bounds", "sizes"),
    [
        (0, Bounds(), ()),
        (1, Bounds(), (1,)),
        (2, Bounds(), (2,)),
        (3, Bounds(), (3,)),
        (7, Bounds(), (4, 3)),
        (11, Bounds(), (6, 5)),
        (25, Bounds(), (5, 5, 5, 5, 5)),
        (5, Bounds(2, 2), (3, 2)),
        (25, Bounds(4, 4), (5, 4, 4, 4, 4, 4)),
    ],
)
def test_the_nearest_that_is_possible(count: int, bounds: Bounds, sizes: tuple[int, ...]) -> None:
    assert table_sizes(count, bounds) == sizes


@settings(max_examples=40)
@given(some_guests, some_bounds, st.integers(1, 3), st.integers(0, 2))
def test_everybody_sits_exactly_once_in_each_round(
    guests: list[Guest], bounds: Bounds, rounds: int, mix: int
) -> None:
    sizes = table_sizes(len(guests), bounds)
    found: list[Tables] = []
    for _ in range(rounds):
        found.append(seat(guests, sizes, found, mix))
    for tables in found:
        assert sorted(key for table in tables for key in table) == sorted(guest.key for guest in guests)
        assert tuple(map(len, tables)) == sizes


@settings(max_examples=40)
@given(some_guests, some_bounds)
def test_the_first_round_spreads_every_sector_evenly(guests: list[Guest], bounds: Bounds) -> None:
    (tables,) = made(guests, 1, bounds)
    sector_of = {guest.key: guest.sector for guest in guests}
    for sector in set(sector_of.values()) - {""}:
        counts = [sum(sector_of[key] == sector for key in table) for table in tables]
        assert max(counts) - min(counts) <= 1


@settings(max_examples=40)
@given(some_guests, some_bounds, st.integers(1, 3))
def test_each_figure_is_what_an_independent_count_says(guests: list[Guest], bounds: Bounds, rounds: int) -> None:
    found = made(guests, rounds, bounds)
    got = achieved(found[-1], guests, found[:-1])
    met = set().union(*map(together, found[:-1]))
    assert got.sizes == tuple(map(len, found[-1]))
    assert got.pairs == len(together(found[-1]))
    assert got.again == len(together(found[-1]) & met)
    assert got.sectors == fewest_sectors(found[-1], guests)
    assert got.least_again <= got.again
    assert got.sectors <= got.most_sectors


def every_seating(guests: list[Guest], sizes: tuple[int, ...]) -> list[Tables]:
    cuts = [sum(sizes[:n]) for n in range(len(sizes) + 1)]
    orders = permutations([guest.key for guest in guests])
    return [tuple(order[a:b] for a, b in pairwise(cuts)) for order in orders]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=2, max_size=6), st.integers(2, 3), st.integers(1, 2)
)
def test_what_is_called_impossible_is(sectors: list[str], size: int, before: int) -> None:
    """Every seating of a few people is tried; none betters what is said to be the limit."""
    guests = [Guest(f"p{n}", sector) for n, sector in enumerate(sectors)]
    earlier = made(guests, before, Bounds(size, size))
    sizes = table_sizes(len(guests), Bounds(size, size))
    met = set().union(*map(together, earlier))
    got = achieved(seat(guests, sizes, earlier), guests, earlier)
    tried = every_seating(guests, sizes)
    assert got.least_again <= min(len(together(each) & met) for each in tried)
    assert got.most_sectors >= max(fewest_sectors(each, guests) for each in tried)


def test_a_workshop_of_25_from_8_sectors_meets_nobody_twice_in_three_rounds() -> None:
    guests = people(25, 8)
    found = made(guests, 3)
    for n, tables in enumerate(found):
        got = achieved(tables, guests, found[:n])
        assert got == Achieved((5,) * 5, sectors=5, most_sectors=5, pairs=50, again=0, least_again=0)


def test_where_pairs_must_meet_again_it_is_said_how_many() -> None:
    guests = people(11, 3)
    found = made(guests, 2)
    got = achieved(found[1], guests, found[:1])
    assert (got.again, got.least_again, got.pairs) == (10, 10, 25)


def test_the_same_people_get_the_same_tables_and_another_mix_gives_others() -> None:
    guests = people(25, 5)
    first, second = made(guests, 2), made(guests, 2)
    assert first == second
    assert seat(guests, (5,) * 5, (), 1) != first[0]


@pytest.mark.parametrize(("count", "seconds"), [(25, 0.3), (100, 2.0)])
def test_three_rounds_are_made_while_nobody_waits(count: int, seconds: float) -> None:
    """Measured in the time of this process, for other programs may be running beside it."""
    began = time.process_time()
    made(people(count, 5), 3)
    assert time.process_time() - began < seconds


@given(some_guests, st.lists(st.sampled_from(["", "a", "b"]), max_size=5))
def test_who_comes_late_moves_nobody(guests: list[Guest], sectors: list[str]) -> None:
    (before,) = made(guests, 1)
    late = [Guest(f"late{n}", sector) for n, sector in enumerate(sectors)]
    after = add_late(before, late, {guest.key: guest.sector for guest in guests})
    assert all(new[: len(old)] == old for old, new in zip(before, after, strict=True))
    assert sorted(key for table in after for key in table) == sorted(each.key for each in (*guests, *late))
    assert max(map(len, after)) - min(map(len, after)) <= 1, "each goes to the smallest table"


def test_of_the_smallest_tables_it_is_the_one_with_fewest_of_the_sector() -> None:
    tables = (("a1", "b1"), ("b2", "c1"), ("a2", "b3", "c2"))
    sectors = {key: key[0] for table in tables for key in table}
    assert add_late(tables, [Guest("a3", "a")], sectors)[1] == ("b2", "c1", "a3")
    assert add_late((), [Guest("a1", "a")], {}) == (("a1",),)
