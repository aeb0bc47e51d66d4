"""Finds the records that a filter asks for, and says how well the words fit."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from codesign.model import Record
from codesign.views.filters.asking import Asking
from codesign.views.filters.conditions import condition
from codesign.views.filters.grammar import Field, Filter, Term
from codesign.views.filters.texts import Library, fitting, searched

R = TypeVar("R", bound=Record)

_TEXT = frozenset({Field.WORD, Field.PHRASE})
_library = Library()


def found(wanted: Filter, asking: Asking, among: Iterable[R]) -> list[tuple[R, int]]:
    """Return those of the records that fit, in the order in which they came, each with how well it does.

    0 is best, and all are equal where no word is looked for. What is archived is left out unless the filter speaks
    of it.
    """
    if not wanted.speaks_of_archived:
        among = (record for record in among if not record.archived)
    for term in wanted.terms:
        if term.field not in _TEXT:
            among = filter(condition(term, asking, _library), among)
    words = [term for term in wanted.terms if term.field in _TEXT]
    return _fitting(words, among) if words else [(record, 0) for record in among]


def read_ahead(among: Iterable[Record]) -> Iterator[None]:
    """Do, in steps that take no time, what the first letters of words would wait for that are looked for among
    records."""
    for record in tuple(among):  # others may be added meanwhile
        _library.texts(record)
        yield
    yield from _library.read()
    import rapidfuzz.process  # noqa: F401  # which finds words with typing errors


def _fitting(words: list[Term], among: Iterable[R]) -> list[tuple[R, int]]:
    left = [(record, _library.texts(record), 0) for record in among]
    for term in words:  # only now, for near words are looked for in all texts that were read
        word = searched(term.value)
        if term.negated:
            left = [each for each in left if word not in each[1].everything]
            continue
        near = _library.near(word) if term.field is Field.WORD else frozenset()
        if (bearers := _library.bearers(word, near)) is not None:
            left = [each for each in left if each[0].id in bearers]
        fit = fitting(word, near)
        left = [(record, texts, so_far + one) for record, texts, so_far in left if (one := fit(texts)) is not None]
    return [(record, total) for record, _texts, total in left]
