"""Billing profiles and chargers that come in by file, and which profile is assigned to which charger."""
