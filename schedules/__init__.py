"""The clock and the command line."""
