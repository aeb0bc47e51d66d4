"""Benchmarks. Each prints Markdown tables, and measures what it compares with in the same run, interleaved: times
of one machine at one hour mean little, and ratios hold."""
