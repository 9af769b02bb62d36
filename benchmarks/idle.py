"""What a daemon with nothing due costs: its CPU and memory with all its processes, the database's aside.

    python -m benchmarks.idle [SECONDS]

The sample newsroom is crawled first; then nothing is due for half an hour. A minute later its processes are measured.
"""

import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.soak import environment, family
from demo.mailbox import Mailbox
from demo.site import Newsroom

# The reading processes rest after a minute; what those took that have ended is counted with who started them.
_SETTLED_SECONDS = 100


def main(seconds: float) -> None:
    """Print the share of a core and the memory."""
    with tempfile.TemporaryDirectory() as folder, Newsroom(date.today(), "evening") as newsroom, Mailbox() as mailbox:  # noqa: DTZ011
        settings = environment(newsroom, mailbox, Path(folder))
        with Path(folder, "log").open("wb") as log:
            daemon = subprocess.Popen([sys.executable, "-m", "schedules", "daemon"], env=settings, stderr=log)
            try:
                time.sleep(_SETTLED_SECONDS)
                before, began = _cpu(daemon.pid), time.monotonic()
                time.sleep(seconds)
                used, took = _cpu(daemon.pid) - before, time.monotonic() - began
                ours = family(daemon.pid)
                memory = sum(one.memory_full_info().pss for one in ours)
                print(f"{used:.2f} s of CPU in {took:.0f} s: {used / took:.2%} of a core")
                print(f"{memory / 1e6:.0f} MB (proportional set) in {len(ours)} processes")
            finally:
                daemon.terminate()
                daemon.wait(20)


def _cpu(pid: int) -> float:
    times = [one.cpu_times() for one in family(pid)]
    return sum(one.user + one.system + one.children_user + one.children_system for one in times)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 300.0)
