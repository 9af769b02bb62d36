"""What is wrong with a question."""

from pipelines.errors import Misuse


class QuestionError(Misuse):
    """A question cannot be answered; the text says what is wrong, and at which character (from 1) of what was typed."""

    def __init__(self, what: str, at: int | None = None) -> None:
        super().__init__(what if at is None else f"character {at}: {what}")
        self.at = at
