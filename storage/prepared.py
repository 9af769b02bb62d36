"""An article with all that is written of it found out: by the process that read its page, so that the one that stores
does not have to. It is all that follows from the article alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pipelines.article import Article
from storage.columns import index_of, of_article
from storage.compared import NOTHING, OfText, of_text


@dataclass(frozen=True, slots=True)
class Prepared(Article):
    """An article that is ready to be stored; made by `prepared`, not changed behind that."""

    columns: Mapping[str, Any] = field(default_factory=dict, repr=False)  # what was read and understood, as stored
    told: OfText = NOTHING  # what others look for it by


def prepared(article: Article) -> Prepared:
    """An article made ready to be stored."""
    if isinstance(article, Prepared):
        return article
    values = of_article(article)
    read = {one.name: getattr(article, one.name) for one in fields(article)}
    columns = values | {"search": index_of(values)}
    return Prepared(**read, columns=columns, told=of_text(values["title"], values["body"]))
