"""Questions of ten kinds for the made-up archive of benchmarks/corpus.py, from words that are in it."""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

from psycopg import Connection

from benchmarks import corpus
from pipelines.arabic import words
from pipelines.facts import names
from storage.asking.spelling import asked

KINDS = (
    "rare", "known", "common", "two common", "phrase", "prefix", "fields", "combined", "English", "misspelt",
)  # fmt: skip

_SAMPLE = 2_000  # articles that words are taken from
_ENGLISH = ("Deir ez-Zor", "Idlib", "SDF", "Hasakah", "Sweida", "Islamic State", "Aleppo", "Daraa", "Kobani", "HTS")


def questions(connection: Connection, count: int) -> dict[str, list[str]]:
    """So many questions of each kind."""
    random = Random(3)
    rows = connection.execute("SELECT body FROM article TABLESAMPLE SYSTEM (100) WHERE id %% 7 = 0 LIMIT %s", [_SAMPLE])
    bodies = [words(body) for (body,) in rows]
    found = Counter(word for body in bodies for word in set(body))
    share = {word: number / len(bodies) for word, number in found.items() if len(word) > 2}
    kept = {
        "rare": [word for word, part in share.items() if part <= 1.5 / len(bodies)],
        "known": [word for word, part in share.items() if 0.005 <= part <= 0.02 and len(asked(word)) > 4],
        "common": [word for word, part in share.items() if part >= 0.2],
    }
    makers = _makers(random, kept, bodies)
    return {kind: [makers[kind]() for _ in range(count)] for kind in KINDS}


def _makers(
    random: Random, kept: dict[str, list[str]], bodies: Sequence[Sequence[str]]
) -> dict[str, Callable[[], str]]:
    def one(kind: str) -> str:
        return random.choice(kept[kind])

    def phrase() -> str:
        body = random.choice(bodies)
        start = random.randrange(len(body) - 3)
        return f'"{" ".join(body[start : start + 3])}"'

    places = list(names.default().entries)[:60]
    fields = (
        lambda: f"place:{random.choice(places)}",
        lambda: f"actor:{random.choice(('sdf', 'hts', 'israel', 'turkey'))}",
        lambda: "type:strike",
        lambda: f"killed>{random.choice((0, 5, 20))}",
        lambda: f"source:outlet{random.randrange(corpus.OUTLETS)}",
        lambda: "label:escalation",
    )

    def field() -> str:
        return random.choice(fields)()

    def combined() -> str:
        day = f"2025-{random.choice((11, 12))}-{random.randint(1, 28):02}"
        return random.choice(
            (
                f"{one('known')} {field()}",
                f"{one('common')} {field()} killed>5",
                f"({one('known')} OR {one('common')}) -{one('common')} {field()}",
                f"{one('common')} {one('known')} since:{day}",
                f"{phrase()} {field()}",
            )
        )

    return {
        **{kind: (lambda kind=kind: one(kind)) for kind in ("rare", "known", "common")},
        "two common": lambda: f"{one('common')} {one('common')}",
        "phrase": phrase,
        "prefix": lambda: f"{asked(one('known')).removeprefix('ال')[: random.choice((3, 4))]}*",
        "fields": field,
        "combined": combined,
        "English": lambda: random.choice(_ENGLISH),
        "misspelt": lambda: f"{one('known')}ظغ",
    }
