"""From a picture to its shapes: the same data makes the same ones."""

from exports.charts.drawing import Drawing
from exports.charts.heat import heat
from exports.charts.network import network
from exports.charts.pictures import Bars, Heat, Lines, Network, Picture
from exports.charts.plot import bars, lines


def drawn(picture: Picture) -> Drawing:
    """Return a picture as shapes."""
    match picture:
        case Lines():
            return lines(picture)
        case Bars():
            return bars(picture)
        case Heat():
            return heat(picture)
        case Network():
            return network(picture)
