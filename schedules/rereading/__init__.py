"""Reads again what is stored, after the rules changed."""
