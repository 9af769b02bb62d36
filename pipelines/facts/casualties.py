"""Figures of killed, wounded, missing and captured people in an article."""

from collections.abc import Iterable

from pipelines.facts import toll_words
from pipelines.facts.fact import Figure, Span
from pipelines.facts.toll_groups import Found
from pipelines.facts.toll_items import Sentence, sentences
from pipelines.facts.toll_merging import Told, merged
from pipelines.facts.toll_reading import Reader
from pipelines.facts.toll_scopes import Scopes
from pipelines.facts.toll_words import TollWords
from pipelines.facts.wording import Wording, worded


def figures_of(title: str, body: str, words: TollWords | None = None) -> tuple[Figure, ...]:
    """The figures that an article gives, each once, in the order of the text.

    `title` and `body` are clean texts. A toll that is told again is one figure, with the span of the fullest telling.
    """
    return figures_in(worded(title, body), words or toll_words.default())


def figures_in(texts: Iterable[Wording], words: TollWords) -> tuple[Figure, ...]:
    """The same for texts whose words are found already."""
    return merged([told for text in texts for told in _told(text, words)])


def _told(wording: Wording, words: TollWords) -> list[Told]:
    """The figures as the sentences of a text tell them."""
    told: list[Told] = []
    for sentence in sentences(wording, words):
        found = Reader(sentence.items).read()
        if found:
            index = -1 if wording.where == "title" else sentence.index
            scopes = Scopes(sentence, wording.text, index, found)
            told += [Told(index, _figure(wording, sentence, one, scopes), one.group.part) for one in found]
    return told


def _figure(wording: Wording, sentence: Sentence, found: Found, scopes: Scopes) -> Figure:
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
        background=scopes.is_background(found),
        subset=found.subset,
        superseded=found.superseded or scopes.is_superseded(found),
        attribution=scopes.attribution(found),
    )
