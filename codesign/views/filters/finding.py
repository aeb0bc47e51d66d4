"""Finds the records that a filter asks for, and says how well the words fit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from codesign.model import Record
from codesign.text import spoken
from codesign.views.filters.asking import Asking
from codesign.views.filters.conditions import condition
from codesign.views.filters.grammar import Field, Filter, Term
from codesign.views.filters.texts import Library, Texts, fit

R = TypeVar("R", bound=Record)

_TEXT = frozenset({Field.WORD, Field.PHRASE})
_library = Library()


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """A record that fits, and how well: 0 is best, and all are equal where no word was looked for."""

    record: R
    fit: int = 0


def found(wanted: Filter, asking: Asking, among: Iterable[R]) -> list[Found[R]]:
    """Return those of the records that fit, in the order in which they came. What is archived is left out unless
    the filter speaks of it."""
    conditions = [condition(term, asking, _library) for term in wanted.terms if term.field not in _TEXT]
    words = [term for term in wanted.terms if term.field in _TEXT]
    if not wanted.speaks_of_archived:
        among = (record for record in among if not record.archived)
    for each in conditions:
        among = filter(each, among)
    return _fitting(words, among) if words else [Found(record) for record in among]


def _fitting(words: list[Term], among: Iterable[R]) -> list[Found[R]]:
    read = [(record, _library.texts(record)) for record in among]
    fits = [_fit(word) for word in words]  # after all texts are read, for near words are looked for among theirs
    results = []
    for record, texts in read:
        total = 0
        for each in fits:
            one = each(texts)
            if one is None:
                break
            total += one
        else:
            results.append(Found(record, total))
    return results


def _fit(term: Term) -> Callable[[Texts], int | None]:
    word = spoken(term.value)
    if term.negated:
        return lambda texts: None if word in texts.everything else 0
    near = _library.near(word) if term.field is Field.WORD else frozenset()
    return partial(fit, word, near)
