"""Puts widgets together to a screen, and renders of each only the lines that changed and that nothing hides.

Textual renders every widget whose container reaches a change, in all its lines, and then leaves out what is
hidden. On a screen whose widgets all stand in one container these are all of them: a step of the cursor in a list
rendered the titles, the footer and the other lists as well, and the containers behind them.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class Pieces(ChopsUpdate):
    """Pieces of lines that changed."""

    def render_segments(self, console: Console) -> str:
        """Return the frame: each piece behind its address, as in Textual's own, which makes objects of them."""
        frame: list[str] = []
        for y, begin, end in self.spans:
            for ends, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                if strip is None or x > end or ends <= begin:
                    continue
                piece = strip if x >= begin and ends <= end else strip.crop(0, min(ends, end) - x)
                frame.append(f"\x1b[{y + 1};{x + 1}H{piece.render(console)}")
        return "".join(frame)


class NearCompositor(Compositor):
    """Renders what is near a change, and seen."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Render what changed; None where nothing did."""
        regions = self._dirty_regions.copy()
        self._dirty_regions.clear()
        if not regions:
            return None
        spans = list(self._regions_to_spans(regions))
        return Pieces(self._render_spans(spans), spans, [cuts[1:] for cuts in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """Return what `_render_spans` does, of lines in a part of the screen."""
        return self._render_spans(
            [(y, crop.x, crop.right) for y in range(crop.y, crop.bottom) if is_rendered_line(y)]
        )

    def _render_spans(self, spans: Sequence[tuple[int, int, int]]) -> Sequence[Mapping[int, Strip]]:
        """Return for each line of the screen its pieces, by where each begins; None where none is needed. Every
        place where a widget begins or ends on a line cuts it there. Of each span are given its line, where it
        begins, and where it ends."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(each[:-1]) for each in cuts]
        missing = _within(spans, cuts)
        for widget, (region, clip) in self.visible_widgets.items():  # what is in front comes first
            seen = region.intersection(clip)
            lines = [
                y
                for y in range(seen.y, seen.bottom)
                if y in missing and any(seen.x <= cut < seen.right for cut in missing[y])
            ]
            if not lines:
                continue
            first = lines[0]
            height = lines[-1] + 1 - first
            strips = widget.render_lines(Region(seen.x - region.x, first - region.y, seen.width, height))
            at: list[int] = []
            within: list[int] = []
            for y in lines:
                if cuts[y] != at:  # most lines are cut alike
                    at = cuts[y]
                    within = [cut for cut in at if seen.x <= cut <= seen.right]
                pieces = strips[y - first].divide([cut - seen.x for cut in within[1:]])
                for cut, piece in zip(within, pieces, strict=False):
                    if cut in missing[y]:
                        missing[y].remove(cut)
                        chops[y][cut] = piece
        return cast("list[dict[int, Strip]]", chops)  # as Textual says of them, which leaves out None where it is


def _within(spans: Sequence[tuple[int, int, int]], cuts: Sequence[Sequence[int]]) -> dict[int, set[int]]:
    """Return where pieces begin of which anything is in a span, by line."""
    found: dict[int, set[int]] = {}
    for y, begin, end in spans:
        pieces = {cut for cut, next_cut in pairwise(cuts[y]) if begin < next_cut and cut < end}
        found[y] = found[y] | pieces if y in found else pieces
    return found
