"""What does not add up: one small function per kind of finding, pure, over what the ledger knows of a session."""
