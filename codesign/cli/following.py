"""codesign thread: the golden thread of a record, both ways from it, and what is missing along it."""

from collections.abc import Iterator
from typing import Any

import click

from codesign.cli.audience import audience_option, reading
from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.reading import print_json
from codesign.cli.said import examples
from codesign.errors import NotFound
from codesign.ports import today
from codesign.text import one_line
from codesign.views.glance import withdrawn_mark
from codesign.views.kinds import kind_name
from codesign.views.thread import ON_THREADS, Node, Thread, thread
from codesign.views.voices import words_of
from codesign.words import labelled, name_of, say


@click.command("thread", help=say("cli.thread"), epilog=examples("cli.thread-examples"))
@click.argument("partnership")
@click.argument("number")
@audience_option
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def thread_(composition: Composition, partnership: str, number: str, audience: str | None, as_json: bool) -> None:
    opened = composition.workspace.open(partnership)
    try:
        read = reading(opened, audience)
        record = read.numbered(number)
        if not isinstance(record, ON_THREADS):
            raise NotFound(say("refused.no-thread", number=record.number))
        found = thread(read.records, record, today(opened.clock))
        if as_json:
            print_json(_form(found))
        else:
            click.echo("\n".join(_lines(found)))
    finally:
        opened.close()


def _lines(found: Thread) -> Iterator[str]:
    """Yield the record, then both sides of its thread, each from what is nearest to what is furthest: the further
    away, the further in."""
    yield _line(found, found.nodes[found.root])
    behind, ahead = reversed(found.nodes[: found.root]), found.nodes[found.root + 1 :]
    for key, side in (("came-from", [*behind]), ("led-to", [*ahead])):
        yield say(f"thread.{key}")
        yield from (f"{'  ' * abs(node.depth)}{_line(found, node)}" for node in side)
        if not side:
            yield f"  {say('thread.nothing')}"
    yield say("thread.missing" if found.gaps else "thread.whole")
    for gap in found.gaps:
        words = name_of(gap.missing.value, "missing")
        yield f"  {gap.record.number}  {labelled(words)} {one_line(words_of(gap.record))}"


def _line(found: Thread, node: Node) -> str:
    record = node.record
    told = [withdrawn_mark().words] if record.id in found.from_withdrawn else []
    told += [say("fields.archived")] if record.archived else []
    told += [say("thread.again")] if node.again else _lacks(found, node)
    after = f" ({', '.join(told)})" if told else ""
    return f"{record.number}  {labelled(kind_name(record))} {one_line(words_of(record))}{after}"


def _lacks(found: Thread, node: Node) -> list[str]:
    return [name_of(gap.missing.value, "missing") for gap in found.gaps if gap.record.id == node.record.id]


def _form(found: Thread) -> dict[str, Any]:
    """Return a thread for scripts: its nodes from what was first to what was last, and the gaps in their order."""
    return {
        "number": found.nodes[found.root].record.number,
        "nodes": [_node_form(found, node) for node in found.nodes],
        "gaps": [{"number": gap.record.number, "missing": gap.missing.value} for gap in found.gaps],
    }


def _node_form(found: Thread, node: Node) -> dict[str, Any]:
    """Return a node; `depth` is below 0 for what the record came from, `parent` the number one link nearer."""
    record = node.record
    return {
        "id": record.id,
        "number": record.number,
        "table": record.TABLE,
        "kind": str(getattr(record, "kind", "")),
        "headline": record.headline,
        "depth": node.depth,
        "parent": found.nodes[node.parent].record.number if node.depth else None,
        "again": node.again,
        "archived": record.archived,
        "from_withdrawn": record.id in found.from_withdrawn,
        "missing": [gap.missing.value for gap in found.gaps if gap.record.id == record.id],
    }
