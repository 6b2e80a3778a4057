"""How an older ledger becomes one of today: one numbered file a step."""
