"""Charger logs as OCPP messages, whatever their lines look like."""
