"""Check the words that tagging knows: are the files right, and is each word worth its line?

  check   reads all files as a start does; a mistake is told with file, line, table, key and what would be right. Then
          goes through stored articles and names the spellings that stand in none of them (misspelt? never written so?)
          and those that stand in more than half (they tell nothing apart). Warnings change nothing.

After a change: watira lexicon check, then watira reread --stage tags, which shows what it changes before it writes.

examples:
  watira lexicon check
  watira lexicon check --articles 20000 --all
  watira lexicon check --articles 0          the files alone, without the database
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator

from pipelines import framing_words, lexicon
from pipelines.facts import force_words, group_words, place_words, toll_words, unnamed_words
from pipelines.lexicon_survey import Spelling, Survey, line
from schedules import settings
from schedules.option_values import count
from schedules.rereading.progress import live
from schedules.terminal import isolated, say
from storage.session import session
from storage.texts import latest_texts

_ARTICLES = 5_000
_EVERYWHERE = 0.5  # share of the articles
_MOST_NAMED = 15  # of a file


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, on how many articles."""
    parser.add_argument("action", choices=("check",), metavar="ACTION", help="check")
    parser.add_argument(
        "--articles", type=_number, default=_ARTICLES, metavar="N", help=f"the latest N (default {_ARTICLES}); 0: none"
    )
    parser.add_argument("--all", action="store_true", help=f"name all, not the first {_MOST_NAMED} of each file")


def _number(text: str) -> int:
    return 0 if text == "0" else count(text)


def run(options: argparse.Namespace) -> int:
    """0; a file that cannot be used ends with its mistake."""
    known = lexicon.load()
    for words in (toll_words, force_words, group_words, unnamed_words, place_words, framing_words):
        words.load()
    survey = Survey()
    files = Counter(one.file for one in survey.spellings)
    places = len(known.names.entries)
    print(f"{len(survey.spellings):,} spellings in {len(files)} files and {places:,} places are right")
    if options.articles:
        _survey(survey, options.articles)
        _show(survey, None if options.all else _MOST_NAMED)
    return 0


def _survey(survey: Survey, most: int) -> None:
    setting = settings.load()
    with session(setting.home, setting.database_url) as opened, live(most, "articles at most") as on_read:
        for text in latest_texts(opened.connection, most):
            survey.read(text)
            on_read()


def _show(survey: Survey, most: int | None) -> None:
    if not survey.texts:
        say("no articles are stored yet: nothing to try the words on")
        return
    for one, share in survey.everywhere(_EVERYWHERE):
        print(f"{_where(one)} stands in {share:.0%} of {survey.texts:,} articles: it tells nothing apart")
    never = survey.never()
    print(f"{len(never):,} spellings stand in none of {survey.texts:,} articles")
    for text in _named(never, most):
        print(text)


def _named(never: Iterable[Spelling], most: int | None) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for one in never:
        seen[one.file] += 1
        if most is None or seen[one.file] <= most:
            yield f"  {_where(one)}"
    for file, number in seen.items():
        if most is not None and number > most:
            yield f"  {file}.toml: and {number - most:,} more (--all)"


def _where(one: Spelling) -> str:
    return f"{one.file}.toml:{line(one) or '?'}: [{one.table}] {one.key} {isolated(one.text)}"
