"""Lines of the log."""

import json
import logging
import os
from typing import Any

from schedules.logs import HumanLines, JsonLines, Unhurried, secrets_of
from schedules.settings import Settings


def record(message: str, fault: Exception | None = None, **more: Any) -> logging.LogRecord:
    """An event."""
    made = logging.LogRecord("watira", logging.ERROR, __file__, 1, message, None, None)
    if fault:
        made.exc_info = (type(fault), fault, None)
    vars(made).update(more)
    return made


def test_one_event_is_one_line() -> None:
    """Also where its message or its traceback has several; as JSON with job and source, for people with figures."""
    event = record("two\nlines", ValueError("a\nb"), job=7, subject="outlet", stored=3, body="نص المقال")
    line = JsonLines().format(event)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["event"], told["level"], told["job"], told["subject"], told["stored"]) == (
        "two\nlines",
        "error",
        7,
        "outlet",
        3,
    )
    assert "ValueError: a\nb" in told["traceback"]
    assert "body" not in told
    human = HumanLines().format(event)
    assert "\n" not in human
    assert "ERROR two lines (3 stored)" in human
    assert HumanLines().format(record("plain")).endswith("ERROR plain")


def test_secrets_are_not_written(tmp_path: Any) -> None:
    """Neither as they are nor as they stand in an address."""
    settings = Settings(tmp_path, database_url="postgresql://u:un%20speakable@h/d", mail_password="secret-word")
    reading, writing = os.pipe()
    handler = Unhurried(writing, secrets_of(settings))
    handler.handle(record("un%20speakable, un speakable, secret-word"))
    handler.close()
    assert os.read(reading, 1000) == b"***, ***, ***\n"
    os.close(reading)
    os.close(writing)
    assert secrets_of(Settings(tmp_path)) == ()


def test_a_full_pipe_holds_nothing_up() -> None:
    """Where nobody reads, lines wait, then are dropped, and the end does not wait either; a closed pipe is no error."""
    reading, writing = os.pipe()
    handler = Unhurried(writing)
    for _ in range(12_000):
        handler.handle(record("x" * 100))
    assert handler.dropped > 1000
    handler.close()
    os.close(reading)
    handler.join()
    os.close(writing)
