"""What a search finds: the words that somebody types, in a record's own."""

from collections.abc import Iterable

from codesign.text import folded


def wanted(find: str) -> list[str]:
    """Return the words of a search."""
    return [_spoken(word) for word in find.split()]


def holds(wanted: Iterable[str], text: str, owners: Iterable[str] = (), tags: Iterable[str] = ()) -> bool:
    """Tell whether all words are there: "@word" among the owners, "#word" among the tags, others anywhere.

    Hyphens read as spaces, as where a line is captured: @town-planner is the town planner.
    """
    places = {"@": _spoken(" ".join(owners)), "#": _spoken(" ".join(tags))}
    anywhere = " ".join((_spoken(text), *places.values()))
    return all(word[1:] in places[word[0]] if word[0] in places else word in anywhere for word in wanted)


def _spoken(text: str) -> str:
    return folded(text).replace("-", " ").replace("_", " ")
