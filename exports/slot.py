"""How it is told which texts a document has where, whatever its form."""

Slot = tuple[str, str]
"""Where a text stands ("h2", "li", "li li", "td", "quote p") and the text; bold is between "\\x01" marks."""

BOLD = "\x01"
