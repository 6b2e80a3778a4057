"""Charts of what a filter lets through, linked with it both ways; screens share them."""
