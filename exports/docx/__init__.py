"""Files for word processors: made with python-docx (the extra `docx`), read back without it."""
