"""How an HTML document looks: on a screen, light and dark, and on paper. Colours keep a contrast of 7 to 1."""

import base64
import hashlib

LIGHT = {"ground": "#ffffff", "ink": "#1b1b1b", "quiet": "#4a4a4a", "link": "#0b4a8f"}
DARK = {"ground": "#161616", "ink": "#f0f0f0", "quiet": "#c4c4c4", "link": "#9ecbff"}


def _colours(palette: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in palette.items())


STYLE = f"""
:root {{ color-scheme: light dark; {_colours(LIGHT)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_colours(DARK)} }} }}
body {{ margin: 0; background: var(--ground); color: var(--ink); font: 1.125rem/1.5 sans-serif; }}
main {{ max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }}
h1, h2, h3 {{ line-height: 1.2; break-after: avoid; }}
h2 {{ margin-top: 2rem; }}
a {{ color: var(--link); }}
blockquote {{ margin: 1rem 0; padding-left: 1rem; border-left: 0.25rem solid var(--quiet); }}
h1 + blockquote {{ font-size: 2.25rem; line-height: 1.3; }}
table {{ width: 100%; border-collapse: collapse; }}
th, td {{ padding: 0.25rem 0.5rem; border: 1px solid var(--quiet); text-align: left; vertical-align: top; }}
li {{ break-inside: avoid; }}
ul.ticks, ul.blanks {{ padding-left: 0; list-style: none; }}
ul.blanks > li {{ margin-top: 1.25rem; }}
ul.blanks ul {{ padding-left: 0; list-style: none; font-size: 0.8rem; }}
.rule {{ display: block; height: 1.75rem; border-bottom: 1px solid var(--ink); }}
.reference {{ margin-top: 2rem; color: var(--quiet); }}
hr {{ margin: 2rem 0; border: 0; border-top: 1px dashed var(--quiet); }}
@page {{ margin: 16mm; }}
@media print {{
:root {{ {_colours(LIGHT)} }}
body {{ font-size: 11pt; line-height: 1.35; }}
main {{ max-width: none; padding: 0; }}
hr {{ margin: 0; border: 0; break-after: page; }}
}}
"""

_OWN = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

POLICY = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{_OWN}'"
"""Nothing may be loaded or run, whatever a document says; only this very style counts."""
