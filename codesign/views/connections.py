"""Connections: which two partners have one, which grew from which, and how far that has gone."""

from datetime import date

import msgspec

from codesign.model import AskForHelp, Connection, Partner
from codesign.records import Records, by_number


class Grown(msgspec.Struct, frozen=True):
    """A connection in the chain of those that it grew from."""

    connection: Connection
    depth: int
    """How many connections came before it: 0 for a first one."""


def between(records: Records, one: str, other: str) -> Connection | None:
    """Return the connection of two partners, whichever of them it names first; None where there is none."""
    pair = {one, other}
    found = (each for each in records.live(Connection) if {each.one, each.other} == pair)
    return min(found, key=lambda each: each.id, default=None)


def grew_from(records: Records, connection: Connection) -> tuple[Connection, ...]:
    """Return a connection, the one that it grew from, and so on to the first."""
    found = [connection]
    while (parent := records.get(Connection, found[-1].parent)) is not None and parent not in found:
        found.append(parent)
    return tuple(found)


def ripple(records: Records) -> tuple[Grown, ...]:
    """Return all connections, each followed by those that grew from it. What two devices linked in a circle begins
    with the lowest number of it."""
    live = sorted(records.live(Connection), key=by_number)
    known = {each.id for each in live}
    children: dict[str, list[Connection]] = {}
    for each in live:
        children.setdefault(each.parent if each.parent in known else "", []).append(each)
    found: dict[str, Grown] = {}
    for root in (*children.get("", ()), *live):
        waiting = [Grown(root, 0)]
        while waiting:
            step = waiting.pop()
            if step.connection.id not in found:
                found[step.connection.id] = step
                below = reversed(children.get(step.connection.id, ()))
                waiting += [Grown(each, step.depth + 1) for each in below]
    return tuple(found.values())


def names(records: Records, connection: Connection) -> tuple[str, str]:
    """Return the names of the two partners."""
    one, other = (records.get(Partner, each) for each in (connection.one, connection.other))
    return one.organisation if one else "", other.organisation if other else ""


def days_to_answer(ask: AskForHelp, on: date) -> int:
    """Return how many days an ask for help waited for its answer, or has waited up to a day."""
    return max(0, ((ask.answered or on) - ask.asked).days)
