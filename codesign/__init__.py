"""The co-design session board: the domain, and the command line that opens it."""

__version__ = "0.1.0"
