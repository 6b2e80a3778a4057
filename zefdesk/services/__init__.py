"""One small function per verb of a person; no Qt, no SQL."""
