"""How sources are visited: what a user may set, and tests. Imports nothing of Scrapy, so that it is there at once."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

READER = "crawler.reading_worker:read_page"


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """How sources are visited."""

    user_agent_contact: str = ""  # a mail address or page, told to every site
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()  # visited besides public addresses
    delay_seconds: float = 0.5  # least time between two requests to a host
    max_age_days: int = 3  # older items are skipped
    workers: int = 2  # processes that read pages
    download_timeout_s: float = 30
    ports: tuple[int, ...] = (80, 443)  # empty: any
    concurrent_sources: int = 8
    retry_seconds: float = 1.0  # before a failed request is repeated; then doubled
    obey_opt_outs: bool = True  # pages and sites that ask not to be kept or mined are not
    page_seconds: float = 10.0  # for reading one page, then its reader is ended
    reader: str = READER  # module:name of the function that reads a page
