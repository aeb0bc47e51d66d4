"""How an HTML document looks: on a screen, light and dark, and on paper. Colours keep a contrast of 7 to 1."""

import base64
import hashlib

LIGHT = {
    "ground": "#ffffff",
    "ink": "#1b1b1b",
    "quiet": "#4a4a4a",
    "link": "#0b4a8f",
    "rule": "#c4c4c4",
    "s0": "#0b4a8f",
    "s1": "#8a2f00",
    "s2": "#14532d",
    "s3": "#6b1a7a",
    "h0": "#ffffff",
    "h1": "#e3eefb",
    "h2": "#c4dcf5",
    "h3": "#a3c8ee",
}
DARK = {
    "ground": "#161616",
    "ink": "#f0f0f0",
    "quiet": "#c4c4c4",
    "link": "#9ecbff",
    "rule": "#555555",
    "s0": "#9ecbff",
    "s1": "#ffb77a",
    "s2": "#9be7a0",
    "s3": "#e3b1f0",
    "h0": "#161616",
    "h1": "#1b2a3d",
    "h2": "#203d5e",
    "h3": "#254d78",
}
"""Besides ground, ink and links: the series of a chart, and the cells of a heat map from nothing to the most."""


def _colours(palette: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in palette.items())


_SERIES = "\n".join(f".s{n} {{ color: var(--s{n}); }} .h{n} {{ fill: var(--h{n}); }}" for n in range(4))

STYLE = f"""
:root {{ color-scheme: light dark; {_colours(LIGHT)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_colours(DARK)} }} }}
body {{ margin: 0; background: var(--ground); color: var(--ink); font: 1.125rem/1.5 sans-serif; }}
main {{ max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }}
h1, h2, h3, p, li, th, td, figcaption, text {{ unicode-bidi: plaintext; }}
h1, h2, h3 {{ line-height: 1.2; break-after: avoid; }}
h2 {{ margin-top: 2rem; }}
a {{ color: var(--link); }}
:focus-visible {{ outline: 0.2rem solid var(--link); outline-offset: 0.15rem; }}
blockquote {{ margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 0.25rem solid var(--quiet); }}
h1 + blockquote {{ font-size: 2.25rem; line-height: 1.3; }}
table {{ width: 100%; border-collapse: collapse; }}
th, td {{ padding: 0.25rem 0.5rem; border: 1px solid var(--quiet); text-align: start; vertical-align: top; }}
tbody th {{ font-weight: normal; }}
thead {{ display: table-header-group; }}
div {{ overflow-x: auto; overflow-wrap: break-word; }}
tr, figure > svg {{ break-inside: avoid; }}
li {{ break-inside: avoid; }}
ul.ticks, ul.blanks {{ padding-left: 0; list-style: none; }}
ul.blanks > li {{ margin-top: 1.25rem; }}
ul.blanks ul {{ padding-left: 0; list-style: none; font-size: 0.8rem; }}
.rule {{ display: block; height: 1.75rem; border-bottom: 1px solid var(--ink); }}
.logo {{ display: block; max-width: 12rem; max-height: 6rem; }}
.reference {{ margin-top: 2rem; color: var(--quiet); }}
hr {{ margin: 2rem 0; border: 0; border-top: 1px dashed var(--quiet); }}
figure {{ margin: 1.5rem 0; }}
figcaption {{ margin-bottom: 0.75rem; font-weight: bold; break-after: avoid; }}
svg {{ display: block; width: 100%; max-width: 30rem; height: auto; overflow: visible; direction: ltr; }}
text {{ fill: currentColor; font-size: 14px; }}
.small {{ font-size: 12px; }}
.cell {{ font-size: 13px; }}
.strong {{ font-weight: bold; }}
.axis, .grid, .run, .hatch, .edge {{ fill: none; stroke: currentColor; }}
.grid {{ stroke: var(--rule); }}
.run {{ stroke-width: 2.5px; }}
.edge {{ color: var(--quiet); }}
.mark, .full {{ fill: currentColor; }}
.open, .node {{ fill: var(--ground); stroke: currentColor; }}
.heat {{ stroke: var(--quiet); }}
{_SERIES}
@media (max-width: 30rem) {{ h1 {{ font-size: 1.6rem; }} h2 {{ font-size: 1.35rem; }} }}
@page {{ margin: 16mm; }}
@media print {{
:root {{ {_colours(LIGHT)} }}
body {{ font-size: 11pt; line-height: 1.35; }}
main {{ max-width: none; padding: 0; }}
hr {{ margin: 0; border: 0; break-after: page; }}
div {{ overflow: visible; overflow-wrap: anywhere; }}
svg {{ max-width: 11cm; }}
}}
"""

_OWN = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

_POLICY = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{_OWN}'"


def policy(*, pictures: bool) -> str:
    """Return what a document lets a browser do: nothing is loaded or run, whatever it says. Only this very style
    counts, and where there are pictures, those that stand in the document itself."""
    return f"{_POLICY}; img-src data:" if pictures else _POLICY
