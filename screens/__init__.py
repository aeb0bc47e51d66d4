"""The board in the terminal: one folder for each mode, dialogs and widgets shared between them."""
