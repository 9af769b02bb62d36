"""Measures how fast and how right pages are read, beside other readers."""
