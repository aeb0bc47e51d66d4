"""What a set of journal lines must come to, worked out from docs/decisions (0003 and 0020) and not from the store.

It is slow and simple: it gathers everything that was ever written under each path and then picks. It does not
read from a line which texts the line replaces, or of which purges its author knew: what its author had seen is
told by who let the author write.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Form = dict[str, Any]
Place = tuple[str, str]
"""A record's id and a path in it."""
Replaced = Mapping[str, Mapping[Place, frozenset[str]]]
"""By the stamp of a line, the stamps of the texts that it replaces, because its author had seen them."""

TEXTS = {
    "partnerships": {"name", "recording_notice"},
    "items": {"title", "text", "because"},
    "voices": {"text"},
    "decisions": {"text", "question"},
    "commitments": {"text", "because"},
    "visions": {"text", "why", "picture"},
}
WORDS_OF_VOICES = frozenset(
    "text because question table sector role tags person permission read_back reply governance".split()
)
"""What goes when the words of a voice are purged; nobody purges those of other records here."""
SETS = {"from", "owners", "tags", "strategies"}

Purge = tuple[str, str]
"""A record's id and the stamp of a line that purges its words."""
Knew = Mapping[str, frozenset[Purge]]
"""By the stamp of a line, the purges of its records of which its author knew."""


def purges_in(lines: Iterable[Form], knew: Knew) -> frozenset[Purge]:
    """Return the purges that lines make, and those of which their authors knew."""
    lines = list(lines)
    made = {(edit["id"], line["stamp"]) for line in lines for edit in line["edits"] if edit.get("purges")}
    return frozenset(made.union(*(knew.get(line["stamp"], frozenset()) for line in lines)))


def left_of(lines: Iterable[Form], purges: frozenset[Purge], knew: Knew) -> list[Form]:
    """Return lines as they count: of a voice that is purged only the purge itself can say any words, and it too
    only where whoever made it knew of all others."""
    return [
        {**line, "edits": [_left_of(edit, line["stamp"], purges, knew) for edit in line["edits"]]}
        for line in lines
    ]


def _left_of(edit: Form, stamp: str, purges: frozenset[Purge], knew: Knew) -> Form:
    others = {purge for purge in purges if purge[0] == edit["id"]} - {(edit["id"], stamp)}
    if edit.get("purges") and others <= knew.get(stamp, frozenset()):
        return edit
    if not (others or edit.get("purges")):
        return edit
    now = {path: value for path, value in edit["now"].items() if path.partition("/")[0] not in WORDS_OF_VOICES}
    return {**edit, "now": now}


def texts_at(lines: Iterable[Form], replaced: Replaced, place: Place) -> dict[str, Any]:
    """Return the texts that stand at a place, by their stamps: those that nobody replaced who had seen them."""
    record, path = place
    lines = list(lines)
    gone = {stamp for line in lines for stamp in replaced.get(line["stamp"], {}).get(place, ())}
    return {
        line["stamp"]: edit["now"][path]
        for line in lines
        for edit in line["edits"]
        if edit["id"] == record and path in edit["now"] and line["stamp"] not in gone
    }


def shown(texts: Mapping[str, Any]) -> Any:
    """Return the text that is shown of several: the latest."""
    return texts[max(texts)] if texts else None


def outcome(lines: Iterable[Form], replaced: Replaced, purges: frozenset[Purge], knew: Knew) -> dict[str, Form]:
    """Return the plain form of each record, by its id; sets as sets, and texts that stand beside too."""
    written: dict[Place, dict[str, Any]] = defaultdict(dict)
    tables: dict[str, str] = {}
    found: dict[str, Form] = {}
    gone: dict[Place, set[str]] = defaultdict(set)
    changed: dict[str, str] = {}
    last_purge = dict(sorted(purges))
    for line in left_of(lines, purges, knew):
        for place, stamps in replaced.get(line["stamp"], {}).items():
            gone[place] |= stamps
        for edit in line["edits"]:
            record, mark = edit["id"], {"by": line["by"], "at": line["at"]}
            tables[record] = edit["table"]
            form = found.setdefault(record, {"id": record})
            if edit.get("made"):
                form["made"] = mark
            elif line["stamp"] > changed.get(record, ""):
                changed[record], form["changed"] = line["stamp"], mark
            if edit.get("purges") and line["stamp"] == last_purge[record]:
                form["purged"] = mark
            for path, value in edit["now"].items():
                written[record, path][line["stamp"]] = value
    for place, values in written.items():
        record, path = place
        if path in TEXTS[tables[record]]:
            _put_texts(found[record], path, {at: text for at, text in values.items() if at not in gone[place]})
        else:
            _put(found[record], path, values[max(values)])
    return found


def _put_texts(form: Form, path: str, texts: Mapping[str, Any]) -> None:
    first = shown(texts)
    if first is not None:
        form[path] = first
    if beside := set(texts.values()) - {first, None}:
        form.setdefault("also", {})[path] = beside


def _put(form: Form, path: str, value: Any) -> None:
    name, inside, key = path.partition("/")
    if value is None:
        return
    if not inside:
        form[name] = value
    elif name in SETS:
        form.setdefault(name, set()).add(value)
    else:
        form.setdefault(name, {})[key.replace("~1", "/").replace("~0", "~")] = value


def comparable(form: Form) -> Form:
    """Return a record's plain form in the way in which `outcome` writes it."""
    found: Form = {name: set(value) if name in SETS else value for name, value in form.items()}
    if "also" in found:
        found["also"] = {path: set(texts) for path, texts in found["also"].items()}
    return found
