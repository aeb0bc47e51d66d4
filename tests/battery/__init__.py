"""The battery: what the store is put through before anybody trusts it with their words.

Each module of this package tries one kind of mishap very often and counts. `make battery` runs all of them at
full size and writes docs/reliability.md; `make test` runs them at a size that fits into a minute.
"""
