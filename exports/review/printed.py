"""What a document printed, as it is kept to be compared with what comes back."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from codesign.model import ExportedItem
from exports.escape import flat
from exports.slot import BOLD
from exports.tree import Document, Numbered, NumberedItem
from exports.verify import slots


def printed_items(document: Document) -> Mapping[str, ExportedItem]:
    """Return the numbered items by their numbers; one that is printed twice holds the other."""
    found: dict[str, ExportedItem] = {}
    for each in document.numbered:
        item = _item(each)
        first = found.get(each.number)
        found[each.number] = replace(first, again=(*first.again, item)) if first else item
    return found


def _item(item: NumberedItem) -> ExportedItem:
    fields = {flat(name): flat(value) for name, value in item.fields}
    return ExportedItem(item.record, flat(item.text), fields, item.done)


def printed_lines(document: Document) -> tuple[str, ...]:
    """Return all other words of a document, in order, its title first."""
    return tuple(filter(None, _lines(document)))


def _lines(document: Document) -> Iterator[str]:
    yield flat(document.title)
    for block in document.blocks:
        if not isinstance(block, Numbered):
            for _place, text in slots(block):
                yield flat(text.replace(BOLD, "").removeprefix("[ ] ").removeprefix("[x] "))
