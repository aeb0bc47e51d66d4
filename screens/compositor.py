"""Puts widgets together to a screen, and renders of each only the lines that changed and that nothing hides.

Textual renders every widget whose container reaches a change, in all its lines, and then leaves out what is
hidden. On a screen whose widgets all stand in one container these are all of them: a step of the cursor in a list
rendered the titles, the footer and the other lists as well, and the containers behind them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class NearCompositor(Compositor):
    """Renders what is near a change, and seen."""

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """Return for each line of the screen its pieces, by where each begins; None where none is needed. Every
        place where a widget begins or ends on a line cuts it there."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(each[:-1]) for each in cuts]
        for widget, (region, clip) in self.visible_widgets.items():  # what is in front comes first
            seen = region.intersection(clip)
            if not crop.overlaps(seen):
                continue
            near = range(max(seen.y, crop.y), min(seen.bottom, crop.bottom))
            lines = [y for y in near if is_rendered_line(y) and _is_open(chops[y], seen)]
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
                    if chops[y][cut] is None:
                        chops[y][cut] = piece
        return cast("list[dict[int, Strip]]", chops)  # as Textual says of them, which leaves out None where it is


def _is_open(line: Mapping[int, Strip | None], seen: Region) -> bool:
    """Tell whether something of a line is not rendered yet where a widget is seen."""
    return any(piece is None for cut, piece in line.items() if seen.x <= cut < seen.right)
