"""What can be wrong with the database; each message is a sentence that says what to do."""

from pipelines.errors import Explained


class DatabaseError(Explained):
    """The database cannot be used as it is."""


class ServerError(DatabaseError):
    """The embedded server cannot be started, stopped or upgraded."""
