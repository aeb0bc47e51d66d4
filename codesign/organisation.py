"""How an organisation wants its documents: its own words, the order of their parts, what opens and closes them."""

from collections.abc import Mapping

import msgspec

FILE = "organisation.toml"
"""Where it is set, in the data folder."""


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """How documents of a kind are made up. Texts are by language, such as "fr"."""

    order: tuple[str, ...] = ()
    """The keys of the sections that come first, in their order; the others follow as they always do."""
    hidden: frozenset[str] = frozenset()
    """The keys of the sections that are left out."""
    opening: Mapping[str, str] = {}
    """What stands before everything else."""
    closing: Mapping[str, str] = {}
    """What stands after everything else."""


class Logo(msgspec.Struct, frozen=True):
    """A picture at the head of documents, and what it says to those who cannot see it, by language."""

    kind: str
    """Its media type, such as "image/png"."""
    data: bytes
    alt: Mapping[str, str]


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """What an organisation has set; nothing where it has set nothing."""

    words: Mapping[str, Mapping[str, str]] = {}
    """Its words by language, and then by the key of ours that they stand for."""
    shapes: Mapping[str, Shape] = {}
    """By the kind of document."""
    logo: Logo | None = None
    problem: str = ""
    """What is wrong with the file that says all this, and where more is told of it; "" where nothing is."""


AS_IT_COMES = Organisation()
"""That of somebody who has set nothing."""


def in_words(organisation: Organisation, language: str) -> Mapping[str, str]:
    """Return the organisation's words in a language such as "fr-CA", by the keys of ours."""
    base = language.partition("-")[0]
    return {**organisation.words.get(base, {}), **organisation.words.get(language, {})}


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language such as "fr-CA", or else in "fr", or else the first that there is; "" where
    there is none."""
    for wanted in (language, language.partition("-")[0]):
        if wanted in texts:
            return texts[wanted]
    return next(iter(texts.values()), "")
