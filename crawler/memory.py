"""Memory of a process that sees thousands of pages: looked through seldom, and given back when there is a rest."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# So many more objects that can stand in a cycle than were freed, and the collector looks; a page makes about 1,000.
_LOOK_AFTER = 50_000


@contextmanager
def spared() -> Iterator[None]:
    """Have Python's collector look for cycles seldom, and not among what stands already, until the end: pages leave
    hardly any, and what is loaded stays.

    Looking as often as usual costs a reading process a twelfth of a page's time, the crawling one about a twentieth.
    """
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_LOOK_AFTER)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def give_back() -> None:
    """Give the memory that was freed back to the system, where the C library can (glibc): of itself it keeps tens of
    megabytes, since pages of all sizes leave holes that few later ones fill."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
