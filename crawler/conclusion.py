"""What is kept of a crawl of one source: its channels' answers and when to ask them again, and how it went."""

import random
from dataclasses import replace
from datetime import UTC, datetime

from crawler import polling
from crawler.documents import Notes
from crawler.errand import NOTHING_KNOWN, ChannelAnswer, Errand
from pipelines.channels import Channel, kind_of
from storage.archives import save_part
from storage.channels import ChannelState, Schedule, save_channel
from storage.rhythm import Rhythm
from storage.sources import record_crawl

_MAX_ERROR = 1000  # characters


async def conclude(errand: Errand) -> None:
    """Record how the channels answered and how the crawl went; of a backfill, what is dealt with.

    A channel's validators are kept only when all that it announced is dealt with: until then it is asked in full, by
    the next crawl.
    """
    now = datetime.now(UTC)
    for channel in errand.source.channels:
        answer = errand.answers.get(channel.url)
        if answer and (answer.asked or answer.not_before):
            await _save(errand, channel, answer, now)
    if errand.order.backfill:
        await _save_parts(errand, now)
    else:
        await _record(errand, now)


async def _save(errand: Errand, channel: Channel, answer: ChannelAnswer, now: datetime) -> None:
    url, settled = channel.url, errand.settled(channel.url)
    state = answer.state if settled else NOTHING_KNOWN
    known = errand.known.get(url, NOTHING_KNOWN)
    schedule = failed(answer, known, now) if answer.error else learned(errand, channel, answer, now, settled=settled)
    await errand.database.call(
        save_channel,
        url,
        errand.source.key,
        etag=state.etag,
        last_modified=state.last_modified,
        body_sha256=state.body_sha256,
        status=answer.status,
        error=answer.error,
        now=now,
        not_before=answer.not_before,
        kind=kind_of(channel),
        schedule=schedule,
    )


def failed(answer: ChannelAnswer, known: ChannelState, now: datetime) -> Schedule:
    """When to ask again after a bad answer."""
    wait = polling.after_failure(known.failures + 1, refused=answer.refused, jitter=random.random())  # noqa: S311
    return Schedule(now + wait if wait else None)


def learned(errand: Errand, channel: Channel, answer: ChannelAnswer, now: datetime, *, settled: bool) -> Schedule:
    """When to ask again after a good answer, and what it taught."""
    started, notes = errand.order.started_at, errand.notes(channel.url)
    known = errand.known.get(channel.url, NOTHING_KNOWN)
    before = known.rhythm
    if polling.doubts(before, started):
        before = replace(before, doubted_at=started)
    rhythm = _rhythm(before, notes, started)
    wait = polling.interval(rhythm, now, hint=notes.hint, jitter=random.random())  # noqa: S311
    moved = notes.moved_to if answer.changed else None
    return Schedule(now + wait if settled else None, rhythm, notes.gap, moved)


def _rhythm(before: Rhythm, notes: Notes, now: datetime) -> Rhythm:
    """The rhythm after an answer; a first one teaches by the times that it states."""
    if before.asked_at is None:
        past = [at for at in notes.times if now - polling.FIRST_LOOK <= at <= now]
        oldest = past[len(past) // 10] if past else None  # what is pinned to the top for weeks says nothing of the rest
        return polling.learned(before, [at for at in past if oldest and at >= oldest], now, oldest=oldest)
    unseen = notes.times[0] if notes.times and notes.gap and (notes.lost or notes.incomplete) else None
    return polling.learned(before, notes.news, now, oldest=unseen)


async def _save_parts(errand: Errand, now: datetime) -> None:
    """Keep which documents of the archive a later backfill may pass over."""
    order = errand.order
    if errand.report.aborted:
        return
    for url, links in errand.parts.items():
        if not any(link.url in errand.owed for link in links):
            window = (order.window.since, order.until or order.started_at)
            await errand.database.call(save_part, errand.source.key, url, *window, now)


async def _record(errand: Errand, now: datetime) -> None:
    report = errand.report
    await errand.database.call(
        record_crawl,
        errand.source.key,
        succeeded=not report.aborted and (report.answered_channels > 0 or report.quiet),
        new_articles=report.stored,
        error="; ".join(report.errors)[:_MAX_ERROR],
        now=now,
        read=report.read,
        good=report.good,
    )
