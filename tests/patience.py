"""That hostile input ends, on a machine of any speed."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

# No measure of speed: what the tests send takes a second or two where work is bounded, and far longer where not.
_PATIENCE_SECONDS = 30


@contextmanager
def patience() -> Iterator[None]:
    """Fail what has taken more processor time than a slow machine needs for bounded work."""
    began = process_time()
    yield
    assert process_time() - began < _PATIENCE_SECONDS
