"""Sheets of a race, in every format they leave in."""
