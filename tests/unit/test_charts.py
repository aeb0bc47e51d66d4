"""Charts: round scales, runs with gaps, nothing outside of the picture, hostile words in every slot."""

import math
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.model import Audience, Measure, MeasureFamily, Meeting, Reading
from codesign.permissions import Sight
from codesign.views.sparkline import kept_so_far, sparkline, trust_so_far
from codesign.words import speaking
from exports.charts.drawing import WIDTH, Drawing
from exports.charts.drawn import drawn
from exports.charts.heat import shade
from exports.charts.pictures import Bars, Edge, Heat, HeatCell, HeatRow, Lines, Network, Node, Picture, Series
from exports.charts.scale import ticks
from exports.documents import charts
from exports.documents.pieces import Draft
from exports.html import html
from exports.markdown import markdown
from exports.mermaid import mermaid
from exports.tree import Block, Chart, Document, Table
from exports.verify import NotVerified, verify
from exports.verify_html import verify_html
from screens.glyphs import ramp
from tests.support.doubles import NOW, demo
from tests.support.hostile import HOSTILE

figures = st.none() | st.floats(allow_nan=True) | st.integers(-100, 100).map(float)
MERMAID = (
    '"]; click n1 call x()',
    "end",
    "`**md**`",
    "%%{init: {}}%%",
    "A --> B",
    "#quot;",
    "style x: #1;",
    "<img>",
)
words = st.text(max_size=12) | st.sampled_from((*HOSTILE, *MERMAID))


def lines(text: str, values: tuple[float | None, ...]) -> Picture:
    return Lines((text,) * len(values), (Series(text, values), Series("b", values)), None, text)


def bars(text: str, values: tuple[float | None, ...]) -> Picture:
    return Bars((text,) * len(values), (Series(text, values), Series("b", values[::-1])), text)


def heat(text: str, values: tuple[float | None, ...]) -> Picture:
    return Heat((HeatRow(text, tuple(HeatCell(text, n, text) for n, _value in enumerate(values))),))


def network(text: str, values: tuple[float | None, ...]) -> Picture:
    nodes = tuple(Node(str(n), f"P{n}", text, text) for n, _value in enumerate(values))
    return Network(nodes, (Edge("0", "1", 2, formal=True), Edge("1", "9")), (text, text), text, text)


PICTURES: list[Callable[[str, tuple[float | None, ...]], Picture]] = [lines, bars, heat, network]


def page(*blocks: Block) -> Document:
    return Document("Charts", "en", (), blocks)


def chart(picture: Picture, text: str = "words") -> Chart:
    return Chart(f"t {text}", text, picture, Table(("a", text), (("b", text),)))


@pytest.mark.parametrize("picture", PICTURES)
@given(text=words, values=st.lists(figures, max_size=6).map(tuple))
@settings(max_examples=12, deadline=None)
def test_whatever_it_shows_it_reads_back(
    picture: Callable[[str, tuple[float | None, ...]], Picture], text: str, values: tuple[float | None, ...]
) -> None:
    document = page(chart(picture(text, values), text), chart(picture("x", values)))
    written = html(document)
    verify_html(document, written)
    assert html(document) == written
    assert not re.search(r"nan|inf\b", "".join(each for each in re.findall(r' (?:d|x|y)="([^"]*)"', written)))
    verify(document, markdown(document))


@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300))
def test_ticks_hold_the_figures(one: float, other: float) -> None:
    found = ticks(min(one, other), max(one, other))
    assert 2 <= len(found) <= 8
    assert list(found) == sorted(set(found))
    slack = 1e-6 * max(abs(one), abs(other), 1)
    assert found[0] <= min(one, other) + slack
    assert found[-1] >= max(one, other) - slack


@pytest.mark.parametrize(
    ("least", "most", "meant"),
    [
        (0, 100, (0, 25, 50, 75, 100)),
        (0, 9, (0, 5, 10)),
        (0, 25, (0, 10, 20, 30)),
        (0, 0, (0, 0.25, 0.5, 0.75, 1)),
        (-3, 4, (-4, -2, 0, 2, 4)),
    ],
)
def test_ticks_are_round(least: float, most: float, meant: tuple[float, ...]) -> None:
    assert ticks(least, most)[:5] == meant


def _inside(drawing: Drawing) -> bool:
    for shape in drawing.shapes:
        for name, value in shape.attributes:
            if name in {"x", "x1"} and not -1 <= float(value) <= WIDTH + 1:
                return False
            if name == "y" and not -1 <= float(value) <= drawing.height + 1:
                return False
    return True


@pytest.mark.parametrize("n", [1, 2, 3, 8, 16, 17, 30])
@pytest.mark.parametrize("picture", PICTURES)
def test_nothing_lies_outside_of_the_picture(picture: Callable[..., Picture], n: int) -> None:
    assert _inside(drawn(picture("a longer name of an organisation", tuple(map(float, range(n))))))


def test_a_gap_breaks_the_run() -> None:
    found = drawn(Lines(tuple("abcde"), (Series("s", (1, 2, None, 3, 4)),)))
    runs = [shape for shape in found.shapes if dict(shape.attributes)["class"].startswith("run")]
    assert len(runs) == 2


def test_series_differ_without_colour() -> None:
    picture = Lines(("a", "b"), tuple(Series(str(n), (n, n + 1)) for n in range(4)))
    runs = [dict(each.attributes) for each in drawn(picture).shapes if each.tag == "path"]
    dashes = {each.get("stroke-dasharray", "") for each in runs if each["class"].startswith("run")}
    assert len(dashes) == 4


def test_more_is_darker() -> None:
    assert [shade(n, 9) for n in (0, 1, 3, 4, 6, 7, 9)] == [0, 1, 1, 2, 2, 3, 3]


@given(words)
def test_no_words_come_out_of_a_mermaid_label(text: str) -> None:
    found = mermaid(network(text, (1, 2)))  # type: ignore[arg-type]
    for line in found.split("\n")[1:]:
        label = r"(?:[^\W_]|\s|[^\x00-\x7f]|#\d+;)*"
        arrow = rf'(?:---|-\.-|===)(?:\|"{label}"\|)?'
        assert re.fullmatch(rf'  n\d+(?:\["{label}"\]| {arrow} n\d+)', line), line
    assert "```" not in found


def test_a_network_is_drawn_the_same_whatever_the_order() -> None:
    nodes = tuple(Node(key, key, f"name {key}") for key in "abcd")
    edges = (Edge("a", "b"), Edge("c", "d", 2))
    assert drawn(Network(nodes, edges)) == drawn(Network(nodes[::-1], edges[::-1]))


@pytest.mark.parametrize(
    ("meant", "broken"),
    [
        ('role="img"', ""),
        ("<title id", "<title onclick='x()' id"),
        ('class="full s0"', 'class="full s1"'),
        ("<svg", '<image href="https://evil.example"/><svg'),
        ("</svg>", "<script>x()</script></svg>"),
        ("</svg>", '<a href="javascript:x()"><text>x</text></a></svg>'),
        (">12</text>", ">13</text>"),
        ("<figcaption>", "<figcaption>more "),
        ("</figure>", ""),
        ("</desc>", "</desc><style>*{}</style>"),
    ],
)
def test_a_picture_that_does_not_read_back_is_refused(meant: str, broken: str) -> None:
    document = page(chart(Bars(("a",), (Series("s", (12,)),))))
    text = html(document)
    assert meant in text
    with pytest.raises(NotVerified):
        verify_html(document, text.replace(meant, broken, 1))


class TestOfTheDemo:
    def draft(self, audience: Audience = Audience.ROOM) -> Draft:
        return Draft(Sight(demo().records, audience, NOW.date()))

    def test_every_chart_is_made_and_reads_back(self) -> None:
        draft = self.draft()
        measures = [
            each for measure in draft.records.live(Measure) for each in charts.measure_chart(draft, measure)
        ]
        made = [
            *charts.trust_chart(draft),
            *charts.follow_through_chart(draft),
            *charts.engagement_chart(draft),
            *charts.practice_chart(draft.records.live(Meeting)),
        ]
        assert len(made) >= 3
        assert len(measures) == 6
        document = page(*made, *measures)
        verify_html(document, html(document))
        verify(document, markdown(document))

    def test_counts_of_wholes_are_drawn_as_parts_of_them(self) -> None:
        """More of a larger whole can be less of it: the picture must not rise where the report says worse."""
        readings = {"2026-03": Reading(8, of=10), "2026-06": Reading(9, of=30)}
        measure = Measure(
            id="m", number="M1", schema=1, text="kept", family=MeasureFamily.PARTNERSHIP, readings=readings
        )
        (found,) = charts.measure_chart(self.draft(), measure)
        assert isinstance(found, Chart)
        assert isinstance(found.picture, Lines)
        assert list(found.picture.series[0].values) == [80, 30]
        assert found.description == "From 8 of 10 (2026-03) to 9 of 30 (2026-06)."
        assert found.table.rows == (("2026-03", "8", "10", "80%"), ("2026-06", "9", "30", "30%"))

    def test_a_french_chart_has_commas_before_tenths(self) -> None:
        trusted = self.draft().records.numbered("M4")[0]
        assert isinstance(trusted, Measure)
        with speaking("fr"):
            found = charts.measure_chart(self.draft(), trusted)
            text = html(page(*found))
        assert "De 2,6 (2026-03) à 3,3 (2026-11)." in text
        assert ">2,9</text>" in text
        assert not re.search(r"\d\.\d</(?:text|td|figcaption)>", text)

    def test_few_people_are_left_open_outside_of_the_room(self) -> None:
        for audience in (Audience.PARTNERS, Audience.PUBLIC):
            for each in charts.trust_chart(self.draft(audience)):
                assert isinstance(each, Chart)
                assert isinstance(each.picture, Lines)
                for row, value in zip(each.table.rows, each.picture.series[0].values, strict=True):
                    assert (value is None) == (" of " not in row[-1])

    def test_a_network_has_its_table(self) -> None:
        nodes = (Node("a", "PA1", "Library"), Node("b", "PA2", "Town"))
        (found,) = charts.network_chart(nodes, (Edge("a", "b", 2, formal=True),), ("networking", "coordinating"))
        assert isinstance(found, Chart)
        assert found.table.rows == (("PA1 Library", "PA2 Town", "coordinating", "formal"),)
        assert charts.network_chart(nodes, (), ()) == ()


class TestSparkline:
    @given(st.lists(figures, max_size=20))
    def test_a_character_for_each_figure(self, values: list[float | None]) -> None:
        for ascii_only in (False, True):
            found = sparkline(values, ramp(ascii_only=ascii_only))
            assert len(found) == len(values)
            assert found.isascii() or not ascii_only
            gaps = [each is None or not math.isfinite(each) for each in values]
            assert [each == " " for each in found] == gaps

    def test_more_is_higher(self) -> None:
        assert sparkline([0, 0.5, None, 1], ramp(), least=0, most=1) == "▁▅ █"
        assert sparkline([2, 2], ramp()) == "▅▅"
        assert sparkline([0, 1], ramp(ascii_only=True)) == "_#"

    def test_figures_of_the_meetings_so_far(self) -> None:
        records = demo().records
        last = charts.held_meetings(records)[-1]
        assert len(trust_so_far(records, last)) == len(kept_so_far(records, last)) >= 2
        assert kept_so_far(records, last) == [None, 3 / 4, 7 / 8, 11 / 14]
