"""What the tables of a meeting answered, said aloud or written on paper."""
