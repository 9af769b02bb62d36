"""The errors that a user can do something about: their text says what is wrong, where, and what to do."""


class Explained(Exception):
    """An error that its text explains; the command line shows that text alone and ends with `exit_code`.

    1: nothing could be done, or data could not be stored.
    """

    exit_code = 1


class Misuse(Explained):
    """The command or a setting is wrong: the user has to change it."""

    exit_code = 2
