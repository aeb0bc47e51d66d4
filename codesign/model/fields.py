"""How each field merges, and the paths under which changes name what they change.

A path is a field's plain name, and for maps and sets the key behind a slash: "status", "attendance/municipal",
"tags/transport". Slashes and tildes in keys are written ~1 and ~0, as in RFC 6901.

    rule      two changes made apart from each other
    TEXT      are both kept until a person picks
    MAP, SET  merge key by key
    LATEST    the later one is shown, the other stays in the history
"""

import enum
import functools
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

import msgspec

from codesign.model.record import Record


class Rule(enum.Enum):
    TEXT = enum.auto()
    MAP = enum.auto()
    SET = enum.auto()
    LATEST = enum.auto()


_KEPT_BY_STORE = frozenset({"id", "made", "changed", "purged", "also"})
"""Fields that no change carries."""


@functools.cache
def rules(kind: type[Record]) -> Mapping[str, Rule]:
    """Return the rule of each field of a kind of record, by its plain name."""
    return {
        field.encode_name: _rule(field.type)
        for field in msgspec.structs.fields(kind)
        if field.encode_name not in _KEPT_BY_STORE
    }


@functools.cache
def gone_with_words(kind: type[Record]) -> frozenset[str]:
    """Return the names of the fields that are purged when the words of such a record are."""
    return kind.WORDS | {name for name, rule in rules(kind).items() if rule is Rule.TEXT}


@functools.cache
def required_texts(kind: type[Record]) -> frozenset[str]:
    """Return the names of the texts without which there is no such record; purged, they are empty."""
    required = {each.encode_name for each in msgspec.structs.fields(kind) if each.required}
    return frozenset(name for name, rule in rules(kind).items() if rule is Rule.TEXT and name in required)


def _rule(annotation: Any) -> Rule:
    origin = get_origin(annotation)
    if origin is Annotated:
        extra = (meta.extra for meta in get_args(annotation)[1:] if isinstance(meta, msgspec.Meta))
        return Rule.TEXT if any(note and note.get("merge") == "text" for note in extra) else Rule.LATEST
    if origin is frozenset:
        return Rule.SET
    if origin is Mapping or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return Rule.MAP
    return Rule.LATEST


def paths(kind: type[Record], form: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each path of a plain form with its value."""
    for name, rule in rules(kind).items():
        if name not in form:
            continue
        value = form[name]
        if rule is Rule.MAP:
            for key, item in value.items():
                yield f"{name}/{_escaped(key)}", item
        elif rule is Rule.SET:
            for item in value:
                yield f"{name}/{_escaped(str(item))}", item
        else:
            yield name, value


def rule_of(kind: type[Record], path: str) -> Rule | None:
    """Return the rule for a path, None where this kind of record has no such field."""
    return rules(kind).get(path.partition("/")[0])


@functools.cache
def field_named(kind: type[Record], name: str) -> str:
    """Return what a field of a plain form is called in Python."""
    return next(each.name for each in msgspec.structs.fields(kind) if each.encode_name == name)


def value_at(kind: type[Record], form: Mapping[str, Any], path: str) -> Any:
    """Return what stands at the path of a plain form; None where nothing does."""
    name, slash, key = path.partition("/")
    if not slash:
        return form.get(name)
    inside = form.get(name, ())
    if rules(kind)[name] is Rule.MAP:
        return inside.get(_unescaped(key)) if inside else None
    return next((item for item in inside if str(item) == _unescaped(key)), None)


def put_at(kind: type[Record], form: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at the path of a plain form, or with None take away what stands there."""
    name, slash, key = path.partition("/")
    if not slash:
        if value is None:
            form.pop(name, None)
        else:
            form[name] = value
        return
    key, is_map = _unescaped(key), rules(kind)[name] is Rule.MAP
    if name not in form:
        if value is not None:
            form[name] = {key: value} if is_map else [value]
        return
    if is_map:
        inside = dict(form[name])
        if value is None:
            inside.pop(key, None)
        else:
            inside[key] = value
        form[name] = inside
    else:
        items = [item for item in form[name] if str(item) != key]
        form[name] = sorted([*items, value], key=str) if value is not None else items
    if not form[name]:
        del form[name]


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _unescaped(key: str) -> str:
    return key.replace("~1", "/").replace("~0", "~") if "~" in key else key
