"""The templates that a meeting can be planned from: the partnership's own, and the built-in ones."""

import msgspec

from codesign.model import MeetingTemplate
from codesign.records import Records, as_number
from codesign.templates import Template, built_in, template
from codesign.views import clock


def own(records: Records) -> tuple[Template, ...]:
    """Return the partnership's own templates, the newest first; each is named by its number."""
    kept = sorted(records.live(MeetingTemplate), key=lambda each: each.id, reverse=True)
    return tuple(map(as_template, kept))


def offered(records: Records) -> tuple[Template, ...]:
    """Return all templates, the partnership's own before the built-in ones."""
    return (*own(records), *built_in(_language(records)))


def named(records: Records, name: str) -> Template:
    """Return the template of a name; own ones are named by their numbers, as people type them.

    Raises:
        NotFound: there is none.
    """
    number = as_number(name)
    return next((each for each in own(records) if each.name == number), None) or template(name, _language(records))


def _language(records: Records) -> str:
    """Return the language in which a partnership meets."""
    return records.partnership.language if records.partnership else ""


def as_template(kept: MeetingTemplate) -> Template:
    """Return a kept template in the form of a built-in one."""
    places = {key: str(n) for n, (key, _depth) in enumerate(clock.order(kept.blocks), 1)}
    blocks = tuple(
        msgspec.structs.replace(kept.blocks[key], rank=int(place), parent=places.get(kept.blocks[key].parent, ""))
        for key, place in places.items()
    )
    return Template(
        kept.number,
        kept.title,
        kept.purpose,
        blocks,
        kept.aims,
        kept.takeaway,
        kept.norms,
        kept.mode,
        kept.starts,
    )
