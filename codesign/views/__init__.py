"""Pure functions over records: what a screen shows and what a document is made of."""
