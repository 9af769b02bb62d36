"""Print what this machine needs to run Watira by itself, made for where it is installed; with --to, write it there.

  systemd     units: watira (the daemon), watira-database (the embedded server, for all others), watira-worker (more
              machines), and the timers watira-crawl and watira-digest, for who prefers them to the daemon
  cron        lines for `crontab -e`
  logrotate   rotation of logs in files; the units of systemd need none

Writing again replaces the files; changes of your own belong into `systemctl edit UNIT`. docs/deployment.md says what
comes before and after.

examples:
  watira setup systemd
  sudo ./watira setup systemd --to /etc/systemd/system
  watira setup cron --user desk
"""

import argparse
import sys
from pathlib import Path

from pipelines.errors import Misuse
from schedules import terminal, unattended
from schedules.unattended import KINDS, Place

_THEN = {
    "systemd": "now: systemctl daemon-reload && systemctl enable --now watira-database watira",
    "cron": "now: crontab -e, and put the lines in",
    "logrotate": "now: logrotate --debug shows what it would do",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, where to, and for which installation."""
    usual = Place()
    parser.add_argument("kind", choices=list(KINDS), metavar="KIND", help=" | ".join(KINDS))
    parser.add_argument("--to", type=Path, metavar="DIR", help="write the files into this folder, made if need be")
    parser.add_argument(
        "--home", type=Path, default=usual.home, metavar="DIR", help=f"where the data are to lie ({usual.home})"
    )
    parser.add_argument("--user", default=usual.user, metavar="NAME", help=f"who runs it ({usual.user})")


def run(options: argparse.Namespace) -> int:
    """0; raises Misuse where units could not run what is here."""
    place = Place(home=options.home.absolute(), user=options.user)
    found = unattended.files(options.kind, place)
    if options.kind == "systemd" and (fault := unattended.hidden(place)):
        raise Misuse(fault)
    if options.to is None:
        several = len(found) > 1
        print("\n".join(f"# ==== {name} ====\n{text}" if several else text for name, text in found.items()), end="")
        return 0
    try:
        options.to.mkdir(parents=True, exist_ok=True)
        for name, text in found.items():
            _write(options.to / name, text)
    except OSError as error:
        raise Misuse(
            f"cannot write into {options.to} ({error.strerror}): name a folder of yours, or be root"
        ) from error
    terminal.say(_THEN[options.kind])
    return 0


def _write(path: Path, text: str) -> None:
    """Write a file, and say whether anything came of it."""
    before = path.read_text(encoding="utf-8") if path.exists() else None
    if before != text:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)
    done = {None: "wrote", text: "was there"}.get(before, "replaced")
    print(f"{done} {path}", file=sys.stderr)
