"""Whether what was shown may be written."""

import sys

from schedules import terminal


def may_write(*, differs: bool, dry_run: bool) -> bool:
    """Ask, where somebody can be asked and there is something to write."""
    if not differs:
        terminal.say("nothing to change.")
        return False
    if dry_run:
        return False
    if not (sys.stdin and sys.stdin.isatty()):
        terminal.say("nothing was written: nobody can be asked here. To write it, add --yes")
        return False
    print("Write this? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
