"""What the clock and the commands have done, from the settings: which sources, how they are visited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crawler import sources as catalogue
from crawler.visiting import CrawlSettings
from pipelines.article import Source
from pipelines.errors import Misuse
from schedules.settings import Settings


class UnknownSource(Misuse):
    """A source is named that the catalogue does not have."""


class NoSource(Misuse):
    """There is nothing to crawl."""


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    """Which sources to crawl, and how far back."""

    sources: tuple[Source, ...]
    since: datetime | None = None  # aware; None: the last max_age_days
    limit: int | None = None  # articles to fetch per source
    due_only: bool = False  # only what is due by its own rhythm
    backfill: bool = False  # from the archives, for the time from `since` on
    until: datetime | None = None  # aware; the end of a backfill; None: now


def crawl_settings(settings: Settings) -> CrawlSettings:
    """The crawler's part of the settings."""
    return CrawlSettings(
        user_agent_contact=settings.crawl.contact,
        allow_networks=settings.allow_networks,
        delay_seconds=settings.crawl.delay_seconds,
        max_age_days=settings.crawl.max_age_days,
        workers=settings.crawl.workers,
        ports=settings.crawl.ports,
        obey_opt_outs=settings.crawl.obey_opt_outs,
    )


def load_sources(settings: Settings) -> dict[str, Source]:
    """The catalogue in force, by key: the user's `enable` and `disable` applied."""
    file = settings.crawl.sources_file
    found = catalogue.load(file) if file else catalogue.load()
    chosen = {*settings.crawl.enable, *settings.crawl.disable}
    _check_known(chosen, found)
    return {key: _switched(source, settings) for key, source in found.items()}


def choose(found: dict[str, Source], keys: Sequence[str], *, everything: bool) -> tuple[Source, ...]:
    """The sources named, also disabled ones; all of them; or those enabled. Raises UnknownSource or NoSource."""
    _check_known(keys, found)
    if keys:
        return tuple(found[key] for key in dict.fromkeys(keys))
    chosen = tuple(source for source in found.values() if everything or source.enabled)
    if not chosen:
        raise NoSource("no source is enabled: see `watira sources list`, and [crawl] enable in watira.toml")
    return chosen


def _check_known(keys: Iterable[str], found: dict[str, Source]) -> None:
    unknown = sorted(set(keys) - set(found))
    if unknown:
        raise UnknownSource(f"there is no source {', '.join(unknown)}; `watira sources list` shows which there are")


def _switched(source: Source, settings: Settings) -> Source:
    """The source, enabled or disabled as the user wants it."""
    if source.key in settings.crawl.disable:
        return replace(source, enabled=False, reason="disabled in watira.toml")
    if source.key in settings.crawl.enable:
        return replace(source, enabled=True)
    return source
