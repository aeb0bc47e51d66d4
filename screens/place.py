"""Where somebody was when the program ended."""

PLACE = "place"
"""The draft that says which meeting somebody was in, so that a lost terminal comes back there."""
