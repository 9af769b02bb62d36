"""What a digest says, in Arabic words, before it takes a form: pure, from stored articles to a `Digest`.

A story is an article and its copies; it appears once. Everything from the web is one bounded line without control
characters from here on; escaping is the template's.
"""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest import wording
from digest.contents import Digest, Mention, Row, SourceCount, Story, Titles
from digest.lines import excerpt, one_line, web_address
from digest.stories import Group, grouped
from pipelines.article import Label, Precision, StoredArticle

MOST_STORIES = 40
MOST_TITLES = 15  # background and reprints: titles only
MOST_CARRIERS = 8  # named outlets beside the first
MOST_SOURCES = 40  # rows of the table
_LONGEST_NAME = 60  # characters of an outlet's name


def compose(
    articles: Sequence[StoredArticle],
    counts: Sequence[SourceCount],
    *,
    day: date,
    zone: ZoneInfo,
    start: datetime,
    end: datetime,
) -> Digest:
    """The digest of what was first seen from `start` to before `end` (aware), for `day` in the reader's `zone`."""
    groups = grouped(articles)
    reported = [group for group in groups if group.label is Label.ESCALATION]
    new = [group for group in reported if not group.reprint]
    background = [group for group in groups if group.label is Label.BACKGROUND and not group.reprint]
    rows = sorted(map(_row, counts), key=lambda row: (-row.escalation, -row.articles, row.name))
    collected = bool(articles) or any(row.articles for row in rows)
    return Digest(
        day=day,
        headline=wording.full_day(day),
        period=_period(start.astimezone(zone), end.astimezone(zone), zone),
        zone=wording.zone_name(zone),
        totals=_totals(new, collected=collected),
        collected=collected,
        found=len(new),
        stories=tuple(_story(group, zone) for group in new[:MOST_STORIES]),
        reprints=_titles([group for group in reported if group.reprint]),
        background=_titles(background),
        rows=tuple(row for row in rows if row.articles or row.rejected)[:MOST_SOURCES],
        silent=tuple(row.name for row in rows if not row.articles and not row.rejected)[:MOST_SOURCES],
        start=start,
        end=end,
    )


def _period(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    return f"من {wording.moment(start)} إلى {wording.moment(end)} ({wording.zone_name(zone)})"


def _totals(groups: Sequence[Group], *, collected: bool) -> str:
    """One sentence of totals; a period without articles is told apart from one without escalation."""
    if not collected:
        return "لم يصل في هذه الفترة أي مقال من أي مصدر، فلا يُستدل من ذلك على هدوء الأوضاع؛ قد يكون جمع الأخبار متوقفاً."
    if not groups:
        return "لم يُرصد في هذه الفترة أي خبر جديد عن تصعيد عسكري في سوريا."
    stories = wording.counted(len(groups), wording.STORIES)
    sources = wording.counted(len(frozenset().union(*(group.sources for group in groups))), wording.FROM_SOURCES)
    copies = sum(len(group.copies) for group in groups)
    carried = f"، و{wording.counted(copies, wording.COPIES)}" if copies else "، بلا نسخ منقولة"
    return f"في هذه الفترة {stories} عن التصعيد العسكري في سوريا من {sources}{carried}."


def _story(group: Group, zone: ZoneInfo) -> Story:
    lead = group.lead
    carriers = _carriers(group)
    more = len(carriers) - MOST_CARRIERS
    outlets = len(group.sources)
    return Story(
        title=_title(lead),
        url=web_address(lead.url),
        outlet=_name(lead),
        day=_published_day(lead, zone),
        when=_when(lead, zone),
        excerpt=excerpt(lead.title, lead.body),
        carriers=carriers[:MOST_CARRIERS],
        more_carriers=wording.counted(more, wording.MORE_SOURCES) if more > 0 else "",
        reach=f"ورد في {wording.counted(outlets, wording.FROM_SOURCES)}" if outlets > 1 else "",
        revised=lead.revision > 1,
    )


def _carriers(group: Group) -> tuple[Mention, ...]:
    """The other outlets, each with its earliest article."""
    others = {copy.source: copy for copy in reversed(group.copies) if copy.source != group.lead.source}
    return tuple(Mention(_name(copy), web_address(copy.url)) for copy in reversed(others.values()))


def _title(article: StoredArticle) -> str:
    return one_line(article.title) or "(بلا عنوان)"


def _name(article: StoredArticle) -> str:
    return one_line(article.source_name_ar or article.source, _LONGEST_NAME)


def _published_day(article: StoredArticle, zone: ZoneInfo) -> date | None:
    """The day of publication in the reader's zone; a time known to the day alone is noon where it was published."""
    return article.published_at.astimezone(zone).date() if article.published_at else None


def _when(article: StoredArticle, zone: ZoneInfo) -> str:
    day = _published_day(article, zone)
    if article.published_at is None or day is None:
        return "وقت النشر غير معروف"
    if article.published_precision is Precision.MINUTE:
        return wording.clock(article.published_at.astimezone(zone))
    return wording.short_day(day)


def _titles(groups: Sequence[Group]) -> Titles:
    told = (group.lead for group in groups[:MOST_TITLES])
    return Titles(tuple(Mention(_title(lead), web_address(lead.url), _name(lead)) for lead in told), len(groups))


def _row(count: SourceCount) -> Row:
    return Row(one_line(count.name_ar, _LONGEST_NAME), count.articles, count.escalation, count.copies, count.rejected)
