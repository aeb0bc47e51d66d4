"""The demo partnerships: two invented ones, made from data in one change each."""

import tomllib
from importlib import resources
from typing import Any

import msgspec

from codesign import templates
from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.model import SCHEMA, Partnership, Record, build, table_of
from codesign.records import Records
from codesign.templates import usual_sectors
from codesign.words import say

_REFERENCES = ("meeting", "partner", "person", "replaces", "one", "other", "parent")
"""Fields that hold the id of another record, and in the data its number."""


def demo_partnerships() -> dict[str, str]:
    """Return the name of each demo partnership by its folder."""
    folder = resources.files(templates) / "demo"
    found = sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml"))
    return {each: str(_forms(each)[0]["name"]) for each in found}


class FillDemo(msgspec.Struct, frozen=True):
    """Fill a partnership that was just begun with the records of a demo."""

    folder: str

    def apply(self, records: Records, make: Maker) -> Change:
        forms = _forms(self.folder)
        ids = {form["number"]: make.ids.new() for form in forms}
        begun = records.partnership
        pairs: list[tuple[Record | None, Record]] = []
        for form in forms:
            record = _record(form, ids)
            if isinstance(record, Partnership) and begun is not None:
                kept = {name: getattr(begun, name) for name in ("id", "made", "devices")}
                kept["sectors"] = usual_sectors(record.language)
                pairs.append((begun, msgspec.structs.replace(record, **kept)))
            else:
                pairs.append((None, record))
        return change(say("label.demo"), *pairs, bookkeeping=True)


def _forms(folder: str) -> list[dict[str, Any]]:
    raw = resources.files(templates).joinpath(f"demo/{folder}.toml").read_text("utf-8")
    found: list[dict[str, Any]] = tomllib.loads(raw)["records"]
    return found


def _record(form: dict[str, Any], ids: dict[str, str]) -> Record:
    kind = table_of(form["table"])
    fields = {key: value for key, value in form.items() if key != "table"}
    if "table_number" in fields:
        fields["table"] = fields.pop("table_number")
    for name in _REFERENCES:
        if name in fields:
            fields[name] = ids[fields[name]]
    if "conclusions" in fields:
        fields["conclusions"] = {
            key: {**each, "about": ids[each["about"]]} if "about" in each else each
            for key, each in fields["conclusions"].items()
        }
    if "carried" in fields:
        fields["carried"] = [ids[number] for number in fields["carried"]]
    if "checks" in fields:
        fields["checks"] = {ids[key]: {**check, "meeting": ids[key]} for key, check in fields["checks"].items()}
    if "from" in fields:
        fields["from"] = [ids[number] for number in fields["from"]]
    return build(kind, {**fields, "id": ids[form["number"]], "schema": SCHEMA})
