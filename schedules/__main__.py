"""The entry of `python -m schedules`: guarded, because worker processes import this module again."""

import sys

from schedules.cli import main

if __name__ == "__main__":
    sys.exit(main())
