"""How fast, against a named peer in the same run: `python -m tests.benchmarks`."""
