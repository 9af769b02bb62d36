"""Figures of killed, wounded, missing and captured people in an article.

How a text is coded (the words are those of lexicon/casualties.toml):

* A figure is a count of people with what happened to them. Things, measures, dates, ages, shares and the numbers of
  units are none; nor are those who did it, or whom an attack was aimed at without a word on what became of them.
* One person or two need no number (مقتل مدني، ضابطان). An unmarked form that may be two or many (مدنيين) is vague.
* What "و" joins are figures of their own: "طفل وامرأتان" is a child and two women, not three people.
* "Killed and wounded" with one number ("مقتل وإصابة 20", "20 بين قتيل وجريح") is a vague figure of each, at most 20.
* A vague number has no count, but what it stands for at least: عشرات 20, مئات 200, بضعة 3.
* "دون خسائر بشرية" is 0 killed and 0 wounded, "دون إصابات" 0 wounded. That no losses are known of is 0, too, as ACLED
  codes it, with the quantifier `none_known`; that their number is not known is no figure.
* `subset`: counted in another figure already: behind "بينهم"; "three of the dead"; what a total adds up ("30", then
  "22" and "8 others").
* `superseded`: an earlier state of the toll: the 27 of "من 27 إلى 30", a "حصيلة سابقة", those whose death made the
  toll rise, a title's number that the first sentences raise.
* `background`: of an earlier event, or of a longer time: behind "ردا على هجوم" and "بعد مقتل"; near "منذ مطلع العام",
  unless that total is the title, or all that the lead tells; and, behind the first sentence, near "الأسبوع الماضي" and
  the like, in a sentence that begins with "وكان" or "يذكر", or that names only days well before the lead's. Behind
  "وكان" it is none where the sentence names the day of the news or its eve. Headlines of other articles are background.
* `hypothetical`: it may have happened, or is feared ("مع احتمال", "مخاوف من").
* A toll that is told again (title, lead, a later paragraph) is one figure: the fullest telling, that of the body before
  that of the title. People of another category are another figure; so are two small ones of which one is background,
  and those behind "كما" or "في حادثة أخرى" in the body. That nobody was hurt is told again for each deed that "كما",
  "فيما" and the like add.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipelines.facts import toll_words
from pipelines.facts.fact import Day, Figure, Span
from pipelines.facts.toll_days import Dates, dates_of
from pipelines.facts.toll_groups import Found
from pipelines.facts.toll_items import Sentence, sentences
from pipelines.facts.toll_links import headlines
from pipelines.facts.toll_merging import Told, merged
from pipelines.facts.toll_reading import Reader
from pipelines.facts.toll_scopes import Scopes
from pipelines.facts.toll_words import TollWords
from pipelines.facts.wording import Wording, worded

# No article tells as many; what goes on after so many is made to take time.
_MOST_FIGURES = 150

# Characters; a shorter title may stand in a sentence by chance.
_SHORTEST_TITLE = 20


def figures_of(title: str, body: str, words: TollWords | None = None) -> tuple[Figure, ...]:
    """The figures that an article gives, each once, in the order of the text.

    `title` and `body` are clean texts. A toll that is told again is one figure, with the span of the fullest telling.
    """
    return figures_in(*worded(title, body), words or toll_words.default())


def figures_in(
    title: Wording, body: Wording, words: TollWords, days: Sequence[Day] = (), published: date | None = None
) -> tuple[Figure, ...]:
    """The same for texts whose words, and days, are found already."""
    told = _told(body, words, days, published)
    if len(title.text) >= _SHORTEST_TITLE and title.text in body.text:
        told = [one for one in told if not _repeats(title.text, body.text, one.figure.span.start)]
    return merged([*_told(title, words), *told])


def _repeats(title: str, body: str, offset: int) -> bool:
    """Whether the body repeats the title there, as some pages do in their first or last line."""
    return body.find(title, max(0, offset - len(title)), offset + len(title)) != -1


class _Setting(NamedTuple):
    """What a body says of when its sentences are of, and which of them are no sentences of its own."""

    dates: Dates | None
    links: tuple[tuple[int, int], ...]

    def is_near(self, sentence: Sentence) -> bool:
        return self.dates is not None and self.dates.are_near(*sentence.span)

    def is_past(self, sentence: Sentence) -> bool:
        start, end = sentence.span
        past = sentence.index > 0 and self.dates is not None and self.dates.are_past(start, end)
        return past or any(first <= start < behind for first, behind in self.links)


def _told(wording: Wording, words: TollWords, days: Sequence[Day] = (), published: date | None = None) -> list[Told]:
    """The figures as the sentences of a text tell them."""
    told: list[Told] = []
    setting: _Setting | None = None  # made for texts that have figures only
    for sentence in sentences(wording, words):
        if len(told) > _MOST_FIGURES:
            break
        found = Reader(sentence.items).read()
        if found:
            if setting is None:
                dates = dates_of(wording, days, published) if days else None
                setting = _Setting(dates, tuple(headlines(wording.text)))
            index = -1 if wording.where == "title" else sentence.index
            scopes = Scopes(sentence, wording.text, index, found, near=setting.is_near(sentence))
            past = setting.is_past(sentence)
            told += [_told_as(index, _figure(wording, sentence, one, scopes, past=past), one, scopes) for one in found]
    return told


def _told_as(index: int, figure: Figure, found: Found, scopes: Scopes) -> Told:
    return Told(index, figure, found.echo, scopes.is_of_others(found), found.group.part)


def _figure(wording: Wording, sentence: Sentence, found: Found, scopes: Scopes, *, past: bool) -> Figure:
    group, items = found.group, sentence.items
    text, tokens = wording.text, sentence.tokens

    def written(first: int, behind: int) -> str:
        return text[tokens[items[first].first].start : tokens[items[behind - 1].behind - 1].end]

    people, rank, word = group.people, group.rank, group.word
    start, end = tokens[items[group.first].first].start, tokens[items[group.behind - 1].behind - 1].end
    return Figure(
        found.harm,
        group.value,
        Span(wording.where, start, end),
        group.quantifier,
        group.least,
        group.most,
        category=word.category if word and word.category != "person" else "",
        who=written(people, people + 1) if people is not None else "",
        rank=written(rank, rank + 1) if rank is not None else "",
        hypothetical=scopes.is_hypothetical(found),
        background=past or scopes.is_background(found),
        subset=found.subset,
        superseded=found.superseded or scopes.is_superseded(found),
        attribution=scopes.attribution(found),
    )
