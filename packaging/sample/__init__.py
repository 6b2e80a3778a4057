"""The made-up network of `resources/sample/`: its chargers, prices, sessions, planted traps and files."""
