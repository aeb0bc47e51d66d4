"""An example of an organisation's file: all that it can say, each with what documents say as they come."""

import json
from collections.abc import Iterator, Mapping

from codesign.words import say, table
from exports.library import LIBRARY
from exports.organisation import ALL, sections
from exports.sections import SECTIONS


def example() -> str:
    """Return the text of the example. All that it sets is a comment, so that the file changes nothing until
    somebody takes a mark away."""
    lines = [f"# {line}" for line in say("organisation.example").strip().split("\n")]
    lines += ["", f"# {say('organisation.about-logo')}", '# logo = "logo.png"']
    lines += [f"# logo-alt = {json.dumps(say('organisation.example-alt'))}"]
    lines += _words("headings", {name: say(key) for name, key in sections(LIBRARY).items()})
    lines += _words("labels", table("field"))
    lines += ["", f"# {say('organisation.about-all')}", f"[documents.{ALL}]"]
    lines += [f"# {name} = {json.dumps(say(f'organisation.example-{name}'))}" for name in ("opening", "closing")]
    for kind, keys in SECTIONS.items():
        if keys:
            names = ", ".join(json.dumps(key.partition(".")[2]) for key in keys)
            lines += [
                "",
                f"# {say(f'doc.type-{kind}')}",
                f"[documents.{kind}]",
                f"# order = [{names}]",
                "# hidden = []",
            ]
    return "\n".join(lines) + "\n"


def _words(group: str, words: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield f"# {say(f'organisation.about-{group}')}"
    yield f"[{group}.en]"
    yield from (f"# {name} = {json.dumps(text, ensure_ascii=False)}" for name, text in words.items())
