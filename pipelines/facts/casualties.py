"""Figures of killed, wounded, missing and captured people in an article."""

from collections.abc import Sequence

from pipelines import arabic
from pipelines.arabic import Token
from pipelines.facts import toll_words
from pipelines.facts.fact import Figure, Span
from pipelines.facts.toll_groups import Found
from pipelines.facts.toll_items import Sentence, sentences
from pipelines.facts.toll_merging import Told, merged
from pipelines.facts.toll_reading import Reader
from pipelines.facts.toll_scopes import Scopes
from pipelines.facts.toll_words import TollWords


def figures_of(title: str, body: str, words: TollWords | None = None) -> tuple[Figure, ...]:
    """The figures that an article gives, each once, in the order of the text.

    `title` and `body` are clean texts. A toll that is told again is one figure, with the span of the fullest telling.
    """
    words = words or toll_words.default()
    return merged([*_told("title", title, words), *_told("body", body, words)])


def _told(where: str, text: str, words: TollWords) -> list[Told]:
    """The figures as the sentences of a text tell them."""
    tokens = arabic.tokens(text)
    told: list[Told] = []
    for sentence in sentences(text, tokens, words):
        found = Reader(sentence.items).read()
        if found:
            index = -1 if where == "title" else sentence.index
            scopes = Scopes(text, tokens, sentence.items, index)
            told += [Told(index, *_figure(where, text, tokens, sentence, one, scopes)) for one in found]
    return told


def _figure(
    where: str, text: str, tokens: Sequence[Token], sentence: Sentence, found: Found, scopes: Scopes
) -> tuple[Figure, bool]:
    """A figure, and whether it may be part of one told before."""
    group, items = found.group, sentence.items

    def written(first: int, behind: int) -> str:
        return text[tokens[items[first].first].start : tokens[items[behind - 1].behind - 1].end]

    people, rank, word = group.people, group.rank, group.word
    start, end = tokens[items[group.first].first].start, tokens[items[group.behind - 1].behind - 1].end
    figure = Figure(
        found.harm,
        group.count,
        Span(where, start, end),
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
    return figure, group.part
