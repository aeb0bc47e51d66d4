"""The way back: what a returned copy of a document says, and what follows from it for the records."""
