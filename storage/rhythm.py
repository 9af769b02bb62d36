"""How often a channel has news: what is kept of its past, to say when it is asked next."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """New articles of a channel by hour of the day (UTC), older ones counting less; for `crawler.polling`."""

    new_by_hour: tuple[float, ...] = ()  # 24 numbers; empty: nothing learned
    hours_watched: tuple[float, ...] = ()  # 24 numbers: for how long each hour of the day was watched
    recent: float = 0.0  # articles of about the last half hour before `asked_at`
    asked_at: datetime | None = None  # aware; None: never
    last_new_at: datetime | None = None  # aware; None: never
    doubted_at: datetime | None = None  # aware: last asked without conditions after a long silence


NOTHING = Rhythm()
