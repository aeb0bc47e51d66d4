"""Puts the sections of a document in the order that an organisation wants, with its own words around them."""

from collections.abc import Sequence

from codesign.organisation import Shape, in_language
from exports.tree import Block, Paragraph


def arranged(
    blocks: Sequence[Block], sections: Sequence[tuple[str, int]], shape: Shape, language: str
) -> tuple[Block, ...]:
    """Return the blocks of a document in a shape.

    `sections` has the key of each section and the place of its first block, in order; what stands before the first
    stays first.
    """
    edges = [*(place for _key, place in sections), len(blocks)]
    parts = [
        (key, blocks[begin:end])
        for (key, begin), end in zip(sections, edges[1:], strict=True)
        if key not in shape.hidden
    ]
    places = {key: n for n, key in enumerate(shape.order)}
    parts.sort(key=lambda part: places.get(part[0], len(places)))
    before, after = (in_language(texts, language) for texts in (shape.opening, shape.closing))
    return (
        *((Paragraph(before),) if before else ()),
        *blocks[: edges[0]],
        *(block for _key, part in parts for block in part),
        *((Paragraph(after),) if after else ()),
    )
