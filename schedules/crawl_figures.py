"""A crawl's report as the figures that are kept of it, and back. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from crawler.report import CrawlReport
from pipelines.article import Reason


def figures_of(report: CrawlReport) -> dict[str, Any]:
    """What is kept of a report, for JSON."""
    return asdict(report) | {"rejected": {str(reason): count for reason, count in report.rejected.items()}}


def report_of(source: str, figures: Mapping[str, Any], error: str = "") -> CrawlReport:
    """The report that figures were made of; one that says what went wrong where there are none."""
    if not figures:
        return CrawlReport(source, errors=[error or "it was not finished"], aborted=True)
    known = {name: value for name, value in figures.items() if name in CrawlReport.__dataclass_fields__}
    rejected = Counter({Reason(reason): count for reason, count in figures.get("rejected", {}).items()})
    return CrawlReport(**known | {"source": source, "rejected": rejected})
