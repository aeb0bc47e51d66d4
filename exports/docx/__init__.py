"""Documents for whoever edits in a word processor: made with python-docx (the extra `docx`), read back without it."""
