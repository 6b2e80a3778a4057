"""What the screens share: small widgets without knowledge of ledgers."""
