"""Keeps the records of partnerships on disk: an append-only journal for each device, which is the truth, and a
plain TinyDB file, which is a cache of it. docs/decisions/0002-journal.md says why."""
