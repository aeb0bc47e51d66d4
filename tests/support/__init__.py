"""What the tests share: a clock that stands still, ids that count, and partnerships to work on."""
