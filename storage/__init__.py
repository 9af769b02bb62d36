"""Postgres: the embedded server, the migrations, every SQL statement and the functions named after them."""
