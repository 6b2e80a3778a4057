"""Bytes into charging sessions and problems; one file per source, one registry that sniffs."""
