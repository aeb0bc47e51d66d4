"""The words by which a returned document is read: names of fields, headings, and what stands for a value, in every
language in which a document can be."""

import functools
from collections.abc import Mapping

from codesign.words import languages, say, speaking, table
from exports.review.folding import fold

SECTIONS = (
    *("commitments", "decisions", "to-decide", "parked"),
    *("cards-co-define", "cards-co-design", "cards-co-evaluate"),
)
"""Headings under which numbered items stand, as keys under [doc]."""


def everywhere(key: str) -> tuple[str, ...]:
    """Return the words under a key in every language."""
    found = []
    for language in languages():
        with speaking(language):
            found.append(say(key))
    return tuple(dict.fromkeys(found))


@functools.cache
def label_keys() -> Mapping[str, str]:
    """Return the key under [field] of each name of a field, folded and in small letters."""
    return {as_label(words): key for key in table("field") for words in everywhere(f"field.{key}")}


@functools.cache
def section_keys() -> Mapping[str, str]:
    """Return the key under [doc] of each heading under which numbered items stand, folded and in small letters."""
    return {as_label(words): key for key in SECTIONS for words in everywhere(f"doc.{key}")}


@functools.cache
def stands_for_nothing() -> frozenset[str]:
    """Return the words that are printed where a value is not set, folded."""
    return frozenset(fold(words) for words in everywhere("doc.not-set"))


@functools.cache
def stands_for_held() -> tuple[str, ...]:
    """Return what is printed in place of words that their speaker has not cleared, folded."""
    return tuple(fold(words) for words in everywhere("doc.words-held"))


@functools.cache
def reference_labels() -> frozenset[str]:
    """Return what stands before the reference of a document, folded and in small letters."""
    return frozenset(as_label(words) for words in everywhere("doc.reference"))


def as_label(text: str) -> str:
    """Return a name of a field or a heading as it is looked up."""
    return fold(text).strip(" :*_#").casefold()
