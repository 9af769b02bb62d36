"""A running newsroom."""

from collections.abc import Iterator

import pytest

from demo.site import Newsroom
from tests.demo.visitor import TODAY


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """The newsroom's morning edition, served for one test."""
    with Newsroom(TODAY) as running:
        yield running
