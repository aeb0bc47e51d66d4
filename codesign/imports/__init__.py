"""Cards out of other programs' files: reading is pure, from bytes to the cards as they will be.

bytes -> reading -> csv_cards, trello, markdown_board -> Foreign -> arranging -> Arranged -> commands.importing
"""
