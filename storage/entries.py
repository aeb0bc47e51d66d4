"""How values come into one record: its plain form, and beside it the stamps under which each path was written.

Of several live texts the latest is shown and the others stand in the form's `also`.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from codesign.changes import Edit
from codesign.model import Record
from codesign.model.fields import Rule, put_at, required_texts, rule_of, value_at
from storage.journal import Line
from storage.stamps import FIRST, device_of

Entry = dict[str, Any]
"""Stamps of one record: "" when it was made, "=" when it was last changed, by path where a path was written
since; for a text with several live values a mapping of stamp to text; "!path" the stamps that were replaced
before they arrived."""


def mark_of(line: Line) -> dict[str, Any]:
    """Return who made or changed something and when, in plain form."""
    return {"by": line.by, "at": msgspec.to_builtins(line.at)}


def live_texts(entry: Entry, form: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Return the texts at a path that nobody has replaced, by their stamps."""
    written = entry.get(path)
    if isinstance(written, dict):
        return dict(written)
    if written is None:
        written = entry.get("") if path in form else None
    return {written: form.get(path)} if written is not None else {}


def write_at(
    kind: type[Record],
    form: dict[str, Any],
    entry: Entry,
    path: str,
    value: Any,
    stamp: str,
    base: tuple[str, ...],
    arrived: Callable[[str], bool],
) -> None:
    """Write what a line of a stamp says stands at a path. Of a text it replaces those with the stamps in `base`,
    and `arrived` tells of one whether its line has been taken in."""
    rule = rule_of(kind, path)
    try:
        if rule is Rule.TEXT:
            _write_text(form, entry, path, value, stamp, base, arrived)
        elif rule is not None:
            _write(kind, form, entry, path, value, stamp)
        else:
            form[path] = value  # a field that is not known: `build` will say so
    except (TypeError, ValueError, AttributeError):
        form[path] = value  # of no form that a path can have: `build` will say so


def write_first(kind: type[Record], form: dict[str, Any], path: str, value: Any) -> None:
    """Write what stands at a path below a field when its record is made: what `write_at` would, in one step."""
    rule = rule_of(kind, path)
    try:
        if rule is not None and rule is not Rule.TEXT:
            put_at(kind, form, path, value)
        elif rule is None or value is not None:
            form[path] = value
    except (TypeError, ValueError, AttributeError):
        form[path] = value


def _write(kind: type[Record], form: dict[str, Any], entry: Entry, path: str, value: Any, stamp: str) -> None:
    written = entry.get(path)
    if written is None and value_at(kind, form, path) is not None:
        written = entry.get("")
    if written is not None and written > stamp:
        return
    put_at(kind, form, path, value)
    if entry.get("") != stamp:
        entry[path] = stamp


def _write_text(
    form: dict[str, Any],
    entry: Entry,
    path: str,
    value: Any,
    stamp: str,
    base: tuple[str, ...],
    arrived: Callable[[str], bool],
) -> None:
    live = live_texts(entry, form, path)
    for replaced in base:
        if live.pop(replaced, None) is None and not arrived(replaced):
            entry[f"!{path}"] = [*entry.get(f"!{path}", ()), replaced]
    early = entry.pop(f"!{path}", ())
    if stamp not in early:
        live[stamp] = value
    if waiting := [each for each in early if each != stamp]:
        entry[f"!{path}"] = waiting
    shown = max(live)
    _put_text(form, path, live[shown], [live[each] for each in sorted(live)])
    if len(live) > 1:
        entry[path] = live
    elif shown == entry.get(""):
        entry.pop(path, None)
    else:
        entry[path] = shown


def clear_words(form: dict[str, Any], entry: Entry, gone: frozenset[str], kind: type[Record]) -> bool:
    """Take the words of fields out of a plain form and its stamps, and tell whether there were any."""
    found = {name: form.pop(name) for name in gone if name in form}
    also = form.pop("also", {})
    if others := {path: texts for path, texts in also.items() if path not in gone}:
        form["also"] = others
    for path in [path for path in entry if path.removeprefix("!").partition("/")[0] in gone]:
        del entry[path]
    if "" in entry:
        form |= dict.fromkeys(required_texts(kind) & gone, "")
    return any(found.values()) or len(others) < len(also)


def carry(edit: Edit, form: dict[str, Any], stamp: str) -> Entry:
    """Put what a record brings with it into its plain form, and return its stamps; none where one is enough.

    A text that was written apart gets a stamp of its own before all others, so that it is live like any, and the
    one that was shown goes on being shown.
    """
    if edit.carried is None:
        return {}
    for name in ("made", "changed"):
        if (mark := getattr(edit.carried, name)) is not None:
            form[name] = msgspec.to_builtins(mark)
    entry: Entry = {}
    for path, texts in edit.carried.also.items():
        live: dict[str, Any] = {FIRST.format(n, device_of(stamp)): text for n, text in enumerate(texts)}
        live[stamp] = form.get(path)
        _put_text(form, path, live[stamp], [live[each] for each in sorted(live)])
        entry[path] = live
    return {"": stamp, **entry} if entry else {}


def _put_text(form: dict[str, Any], path: str, shown: Any, live: list[Any]) -> None:
    """Put the text that is shown into a plain form, and the other live ones beside it."""
    if shown is None:
        form.pop(path, None)
    else:
        form[path] = shown
    others = list(dict.fromkeys(text for text in live if text != shown and text is not None))
    also = {key: texts for key, texts in form.get("also", {}).items() if key != path}
    if others:
        also[path] = others
    if also:
        form["also"] = also
    else:
        form.pop("also", None)
