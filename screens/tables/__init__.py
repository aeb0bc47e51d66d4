"""The tables of a meeting: who sits with whom, round by round."""
