"""What an export costs: rows in a second and memory, by format, for a small and for a large database.

A database is filled with articles of 1,200 characters that report an event each, with a figure and a place. Then
`watira export` runs as a user runs it, in a process of its own, and the system says what the process took: the time of
its processor, and the most memory that it held. Memory that does not grow with the rows is flat.

examples:
  python benchmarks/bench_export.py
  python benchmarks/bench_export.py --sizes 20000 1000000 --write docs/benchmarks.md
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from psycopg import Connection

from benchmarks import tables
from storage import server
from storage.session import session

TITLE = "Export"
_SIZES = (20_000, 200_000)
_PROJECT = Path(__file__).resolve().parent.parent
_KINDS = (
    ("articles", "csv", ()),
    ("articles", "jsonl", ("--full-text",)),
    ("articles", "parquet", ("--full-text",)),
    ("events", "csv", ()),
    ("events", "geojson", ()),
    ("events", "parquet", ()),
    ("events", "acled", ()),
)

_SOURCE = "insert into source (key, name_ar, name_en, home, enabled) values ('a', 'أ', 'A', 'https://a.example/', true)"
_ARTICLES = """
insert into article (
    source, url, kind, title, title_prefix, body, authors, credits, published_at, published_precision, published_from,
    published_zone_assumed, language, extractor, label, score, tags, evidence, fingerprint, first_seen_at, revised_at,
    fetched_at, title_folded, search
)
select
    'a', 'https://a.example/news/' || number, 'article', 'قصف مدفعي على القرية رقم ' || number, '',
    repeat('تعرضت القرية لقصف بالمدفعية مساء السبت وأصيب ثلاثة أشخاص. ', 20) || number, '{كاتب}', '{وكالة}',
    now() - number * interval '1 minute', 'minute', 'json-ld', false, 'ar', 'structure', 'escalation', 0.9,
    '{strike.rocket_artillery,idlib}',
    '[{"term": "idlib", "category": "place", "words": "إدلب", "where": "body", "start": 1, "end": 5}]',
    sha256(number::text::bytea), now(), now(), now(), '', ''
from generate_series(%(first)s::bigint, %(last)s::bigint) as number
"""
_EVENTS = """
insert into event (
    article_id, number, type, also, acled_type, acled_sub_type, plover, weapons, targets, date_from, date_to, part,
    date_doubtful, actors_from, actors_to, place, places, country, admin1, lat, lon, precision, precision_km,
    attribution, assertion, background, span_where, span_start, span_end
)
select
    id, 0, 'strike.rocket_artillery', '{}', 'Explosions/Remote violence', 'Shelling/artillery/missile attack',
    'ASSAULT/heavy-weapons', '{artillery}', '{}', published_at::date, published_at::date, 'evening', false,
    '{transitional_gov}', '{local_factions}', 'sarmin', '{sarmin}', 'SY', 'Idlib', 35.9, 36.7, 'site', 2, 'المرصد',
    'reported', false, 'body', 0, 40
from article
where not exists (select from event where article_id = article.id)
"""
_FIGURES = """
insert into casualty (
    article_id, number, event_id, harm, count, quantifier, category, who, rank, hypothetical, background, subset,
    superseded, attribution, span_where, span_start, span_end
)
select article_id, 0, id, 'wounded', 3, 'exact', '', 'أشخاص', '', false, false, false, false, '', 'body', 40, 60
from event
where not exists (select from casualty where event_id = event.id)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one export took."""

    rows: int
    view: str
    format: str
    processor_s: float
    most_memory_mb: float
    file_mb: float


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="articles in the database")
    parser.add_argument("--folder", type=Path, help="where the database is made (default: the system's)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this document")
    options = parser.parse_args()
    runs: list[Run] = []
    with tempfile.TemporaryDirectory(prefix="watira-bench-", dir=options.folder) as home, session(Path(home)) as opened:
        opened.connection.execute(_SOURCE)
        for size in sorted(options.sizes):
            _fill(opened.connection, size)
            runs += [_run(Path(home), size, *kind) for kind in _KINDS]
            text = _report(runs)
            print(text)
    server.stop(Path(home))
    if options.write:
        tables.put_section(options.write, TITLE, text)


def _fill(connection: Connection, size: int) -> None:
    """Have so many articles."""
    row = connection.execute("select count(*) from article").fetchone()
    connection.execute(_ARTICLES, {"first": (row[0] if row else 0) + 1, "last": size})
    connection.execute(_EVENTS)
    connection.execute(_FIGURES)
    connection.execute("vacuum analyze article, event, casualty")


def _run(home: Path, rows: int, view: str, kind: str, words: Sequence[str]) -> Run:
    """Export a view in a process of its own."""
    file = home / "out"
    command = [
        sys.executable,
        "-m",
        "schedules",
        "export",
        "--view",
        view,
        "--format",
        kind,
        *words,
        "--output",
        str(file),
    ]
    environment = {**os.environ, "WATIRA_HOME": str(home), "PYTHONPATH": str(_PROJECT), "PYTHONUTF8": "1"}
    pid = os.posix_spawn(sys.executable, command, environment)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"the export of {view} as {kind} failed")
    return Run(rows, view, kind, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file.stat().st_size / 1e6)


def _report(runs: Sequence[Run]) -> str:
    head = ("rows, view, format", "rows/s", "most memory, MB", "file, MB")
    rows = [
        (
            f"{run.rows:,} {run.view} {run.format}",
            f"{run.rows / run.processor_s:,.0f}",
            f"{run.most_memory_mb:.0f}",
            f"{run.file_mb:.1f}",
        )
        for run in runs
    ]
    what = (
        "articles of 1,200 characters, an event and a figure each; rows in a second of the export's own processor "
        "time, its start of a second among it, the server's not"
    )
    note = tables.measured_on(datetime.now(UTC).date(), what, "python benchmarks/bench_export.py")
    return f"{tables.markdown(head, rows)}\n{note}"


if __name__ == "__main__":
    main()
