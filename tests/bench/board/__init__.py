"""How the board appears, follows a key, rests and ends under a real terminal, beside two Textual apps that do next
to nothing and beside kanban-tui with as many cards.

A heat is all of them in one window with one number of cards, in turns, so that what disturbs the machine disturbs
all: times of one machine at one hour mean little, and ratios hold.
"""
