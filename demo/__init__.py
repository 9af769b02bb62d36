"""A sample newsroom on loopback and a mail sink, so that everything can be tried without the internet."""
