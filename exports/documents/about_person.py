"""The report for a person who asks what is kept of theirs."""

from codesign.permissions.about import About
from codesign.words import say
from exports.formats import Format, written
from exports.tree import Block, Bullets, Document, Heading, Paragraph


def about_person(found: About, language: str) -> str:
    """Return the report as Markdown.

    Raises:
        NotVerified: it does not read back as it was meant.
    """
    blocks: list[Block] = []
    for key, lines in found.found.items():
        blocks += [Heading(2, say(f"person.{key}")), Bullets(lines)]
    if not found.found:
        blocks.append(Paragraph(say("person.nobody", name=found.name)))
    asked = [say(f"person.next-{each}") for each in ("permission", "withdraw", "correct")]
    contact = found.contact or say("doc.the-facilitator")
    blocks += [Heading(2, say("person.next")), Bullets((*asked, say("person.next-contact", contact=contact)))]
    blocks.append(Paragraph(say("person.not-here")))
    title = say("person.title", partnership=found.partnership, name=found.name)
    return written(Document(title, language, (), tuple(blocks)), Format.MARKDOWN)
