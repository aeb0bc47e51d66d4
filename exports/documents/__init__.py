"""One pure builder for each kind of document."""
