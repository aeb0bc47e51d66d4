"""Puts widgets together to a screen, and renders only those that lie where something has changed.

Textual renders every widget whose container reaches there. On a screen whose widgets all stand in one container
these are all of them: a step of the cursor in a list rendered the titles, the footer and the other lists as well.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class NearCompositor(Compositor):
    """Renders what is near a change."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Return where the widgets within a region lie, how they are cut off, and their lines."""
        everything = self.visible_widgets
        if crop is not None:
            self._visible_widgets = {
                widget: (region, clip)
                for widget, (region, clip) in everything.items()
                if crop.overlaps(region.intersection(clip))
            }
        try:
            return list(super()._get_renders(crop))
        finally:
            self._visible_widgets = everything
