"""Tests of crawler/collector.py."""

import gc

from crawler.collector import spared


def test_what_is_loaded_is_not_looked_through_again() -> None:
    """And what comes behind it is looked through seldom; at the end all is as it was."""
    before = gc.get_threshold()
    with spared():
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before
