"""Fleets of chargers that never were: their truth, their messages, their logs in every writing, and a judge."""
