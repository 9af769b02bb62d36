"""An event told: place, time, what, who says so, with which figures, who copied it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from digest.contents import Mention, Story
from digest.figures import shape
from digest.happenings import Happening
from digest.lines import excerpt, one_line, web_address
from digest.names import names
from digest.readers import Reader
from digest.tolls import Toll
from digest.wording import Wording
from pipelines.article import Precision, StoredArticle
from storage.happenings import EventRow

LONGEST_NAME = 60  # characters of an outlet's name
_LONGEST_SAYER = 40  # characters of who an outlet cites
_LONGEST_EXCERPT = 160
_MOST_OUTLETS = 8  # named outlets, those with texts of their own and those with copies alike
_MOST_SAYERS = 5
_MUTUAL = frozenset({"clash", "shelling.mutual", "truce"})


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells events in a language, with times in a zone."""

    words: Wording
    zone: ZoneInfo

    @property
    def _english(self) -> bool:
        return self.words.language == "en"

    def story(self, one: Happening, number: int) -> Story:
        """An event in full."""
        lead, group = one.group.lead, one.group
        return Story(
            number=number,
            title=self._title(lead),
            url=web_address(lead.url),
            kind=self.words.named("types", one.main.type) if one.main else "",
            shape=shape(one.main.type) if one.main else "other",
            where=self._where(one.main),
            precision=self._precision(one.main),
            when=self._when(one),
            parties=self._parties(one.main),
            tolls=tuple(filter(None, (self._toll("killed", one.killed), self._toll("wounded", one.wounded)))),
            marks=tuple(self._marks(one)),
            excerpt=excerpt(lead.title, lead.body, _LONGEST_EXCERPT),
            according=self._outlets(one),
            independent=self.words.counted(group.independent, "independent") if group.independent > 1 else "",
            carriers=self._carriers(one),
            more_carriers=self._more(one),
        )

    def flash(self, one: Happening) -> Mention:
        """An event in a line."""
        told = self.headline(one.group.lead)
        return Mention(told.words, told.url, told.outlet, self._when(one), self._where(one.main))

    def headline(self, article: StoredArticle) -> Mention:
        """An article's headline."""
        return Mention(self._title(article), web_address(article.url), self._outlet(article))

    def filters(self, reader: Reader) -> str:
        """What a reader's digest is limited to; empty: to nothing."""
        known = names()
        chosen = [known.governorate(admin1, english=self._english) for admin1 in sorted(reader.governorates)]
        chosen += [self.words.named("types", kind) for kind in sorted(reader.types)]
        chosen += sorted(reader.sources)
        return self.words.phrase("only_what", filters=self.words.joined(chosen)) if chosen else ""

    def _title(self, article: StoredArticle) -> str:
        return one_line(article.title) or self.words.phrase("untitled")

    def _outlet(self, article: StoredArticle) -> str:
        name = article.source_name_en if self._english else article.source_name_ar
        return one_line(name or article.source_name_ar or article.source, LONGEST_NAME)

    def _where(self, main: EventRow | None) -> str:
        if main is None or not (main.place or main.admin1):
            return ""
        known = names()
        place = one_line(known.place(main.place, main.place_name, english=self._english), LONGEST_NAME)
        governorate = known.governorate(main.admin1, english=self._english)
        if not place or not governorate or governorate == place:
            return place or governorate
        return self.words.phrase("in_governorate", place=place, governorate=governorate)

    def _precision(self, main: EventRow | None) -> str:
        known = main.precision if main else ""
        return self.words.named("precisions", known) if known else ""

    def _when(self, one: Happening) -> str:
        """The day that the text names, with the part of the day; else when it was published."""
        if one.main and one.main.dated:
            part = self.words.named("parts", one.main.part) if one.main.part else ""
            return self.words.joined(filter(None, (self.words.short_day(one.main.day), part)))
        return self._published(one.group.lead)

    def _published(self, article: StoredArticle) -> str:
        """As exactly as it is known; a time known to the day alone is noon where it was published."""
        if article.published_at is None:
            return self.words.phrase("unknown_time")
        at = article.published_at.astimezone(self.zone)
        exact = article.published_precision is Precision.MINUTE
        when = self.words.moment(at) if exact else self.words.short_day(at.date())
        return self.words.phrase("published", when=when)

    def _parties(self, main: EventRow | None) -> str:
        """Who did it to whom; civilians do nothing, and unknown ones are no news."""
        if main is None:
            return ""
        by, on = (self._named(ids) for ids in (main.actors_from, main.actors_to))
        if main.type in _MUTUAL:
            both = list(dict.fromkeys((*by, *on)))
            key = "between_parties" if len(both) > 1 else "one_party"
            return self.words.phrase(key, parties=self.words.phrase("parties_comma").join(both)) if both else ""
        told = {"by_party": by[:1], "on_party": on[:1]}
        return " ".join(self.words.phrase(key, party=name) for key, names in told.items() for name in names)

    def _named(self, ids: Iterable[str]) -> list[str]:
        return [self.words.named("parties", one) for one in ids if self.words.knows("parties", one)]

    def _toll(self, harm: str, toll: Toll | None) -> str:
        """Figures, and who says what where they differ."""
        if toll is None or not toll.figure.top:
            return ""
        told = self.words.range(toll.figure)
        if toll.said:
            sayers = self.words.joined(
                self.words.phrase("sayer", name=one_line(one.sayer, LONGEST_NAME), range=self.words.range(one.figure))
                for one in toll.said[:_MOST_SAYERS]
            )
            told = self.words.phrase("differing", range=told, sayers=sayers)
        return self.words.phrase(harm, range=told)

    def _marks(self, one: Happening) -> Iterable[str]:
        if one.claimed:
            sayer = one_line(one.main.attribution, _LONGEST_SAYER) if one.main else ""
            yield self.words.phrase("claim_of", sayer=sayer) if sayer else self.words.phrase("claim")
        owners = {member.owner for member in one.group.members}
        camp = next(iter(owners)) if len(owners) == 1 else ""
        if camp and self.words.knows("camps", camp):
            yield self.words.phrase("camp", camp=self.words.named("camps", camp))
        if one.possible:
            yield self.words.phrase("possible")
        if one.group.follows:
            yield self.words.phrase("follow_up")
        if one.group.lead.revision > 1:
            yield self.words.phrase("revised")

    def _outlets(self, one: Happening) -> tuple[Mention, ...]:
        """Who reports it in words of their own."""
        return tuple(self._mention(report, one) for report in _own(one)[:_MOST_OUTLETS])

    def _more(self, one: Happening) -> str:
        """The outlets beyond the caps."""
        more = sum(max(0, len(outlets) - _MOST_OUTLETS) for outlets in (_own(one), _copiers(one)))
        return self.words.counted(more, "more_sources") if more else ""

    def _mention(self, report: StoredArticle, one: Happening) -> Mention:
        """An outlet with the one whom it cites for the event."""
        outlet = self._outlet(report)
        kind = one.main.type if one.main else ""
        cited = (e.attribution for e in one.events if e.article_id == report.id and e.type == kind and e.attribution)
        sayer = one_line(next(cited, ""), _LONGEST_SAYER)
        words = self.words.phrase("via", outlet=outlet, sayer=sayer) if sayer else outlet
        return Mention(words, web_address(report.url))

    def _carriers(self, one: Happening) -> tuple[Mention, ...]:
        copiers = _copiers(one)[:_MOST_OUTLETS]
        return tuple(Mention(self._outlet(copy), web_address(copy.url)) for copy in copiers)


def _own(one: Happening) -> list[StoredArticle]:
    """The reports, of each outlet its earliest."""
    return _earliest(one.group.reports)


def _copiers(one: Happening) -> list[StoredArticle]:
    """The outlets that only copied it, each with its earliest article."""
    own = {report.source for report in one.group.reports}
    return _earliest(copy for copy in one.group.copies if copy.source not in own)


def _earliest(articles: Iterable[StoredArticle]) -> list[StoredArticle]:
    first: dict[str, StoredArticle] = {}
    for article in articles:
        first.setdefault(article.source, article)
    return list(first.values())
