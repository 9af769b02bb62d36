"""A report and the figures that are kept of it."""

import json
from collections import Counter

from crawler.report import CrawlReport
from pipelines.article import Reason
from schedules.crawl_figures import figures_of, report_of


def test_a_report_comes_back() -> None:
    """Through JSON and back it is the same; without figures it says what went wrong."""
    report = CrawlReport("a", found=3, stored=2, rejected=Counter({Reason.NOT_ARABIC: 1}), errors=["why"], good=0.5)
    assert report_of("a", json.loads(json.dumps(figures_of(report)))) == report
    assert report_of("a", {}, "the database is lost").errors == ["the database is lost"]
    assert report_of("a", {}).aborted
    assert report_of("a", {"unknown": 1, "found": 2}).found == 2  # of a newer version
