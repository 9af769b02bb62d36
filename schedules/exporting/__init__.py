"""Rows of the views as files for other programs."""
