"""The nouns of the trade, as values: no files, no SQL, no Qt."""
