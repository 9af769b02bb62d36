"""Python's collector of cyclic garbage, asked to look seldom: pages leave hardly any, and what is loaded stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# So many more objects that can stand in a cycle than were freed, and the collector looks; a page makes about 1,000.
_LOOK_AFTER = 50_000


@contextmanager
def spared() -> Iterator[None]:
    """Look for cycles seldom, and not among what stands already, until the end.

    Looking as often as usual costs a reading process a twelfth of a page's time, and the crawling one about a twentieth.
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
