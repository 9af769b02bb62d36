"""Tests of crawler/memory.py."""

import ctypes
import gc

import psutil
import pytest

from crawler.memory import give_back, spared


def test_what_is_loaded_is_not_looked_through_again() -> None:
    """And what comes behind it is looked through seldom; at the end all is as it was."""
    before = gc.get_threshold()
    with spared():
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc gives memory back when asked to")
def test_what_was_freed_goes_back_to_the_system() -> None:
    """Though something at the end of it is still in use."""
    pieces = [bytes(20_000) for _ in range(4000)]  # too small for pieces of memory of their own
    full = psutil.Process().memory_info().rss
    del pieces[:-1]
    give_back()
    assert psutil.Process().memory_info().rss < full - 60_000_000
