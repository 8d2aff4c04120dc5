"""What `make bench` measures: each case is a module with a `measure` that gives figures.

Machines are noisy, so what counts are ratios inside one run: compared cases take turns in rounds,
and a ratio is the median of the rounds' ratios. Traffic goes to 127.0.0.1 only.
"""
