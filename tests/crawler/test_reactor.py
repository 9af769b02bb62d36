"""How a program that crawls is ended by signals."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.reactor import run

ROOT = Path(__file__).parents[2]

WAITER = """
import asyncio, signal
from crawler.reactor import run

before = signal.getsignal(signal.SIGTERM)

async def wait():
    print("waiting", flush=True)
    try:
        await asyncio.sleep(60)
    finally:
        print("called off", flush=True)

try:
    run(wait())
except KeyboardInterrupt:
    print("interrupted", flush=True)
    raise SystemExit(130)
finally:
    print("left", signal.getsignal(signal.SIGTERM) is before, flush=True)
"""

OWN_HANDLERS = """
import asyncio, signal
from crawler.reactor import run

before = signal.getsignal(signal.SIGTERM)

async def serve():
    stopping = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopping.set)
    print("waiting", flush=True)
    await stopping.wait()
    return "stopped by itself"

print(run(serve()), signal.getsignal(signal.SIGTERM) is before, flush=True)
"""


def ended(code: str, sign: signal.Signals) -> tuple[int, list[str]]:
    """The exit code of a program that gets a signal, and what it has printed."""
    started = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert started.stdout
    assert started.stdout.readline() == "waiting\n"
    started.send_signal(sign)
    output, _ = started.communicate(timeout=30)
    return started.returncode, output.splitlines()


@pytest.mark.parametrize(
    ("sign", "code", "said"),
    [
        (signal.SIGTERM, 143, ["called off", "left True"]),
        (signal.SIGHUP, 129, ["called off", "left True"]),
        (signal.SIGINT, 130, ["called off", "interrupted", "left True"]),
    ],
)
def test_a_signal_calls_the_work_off(sign: signal.Signals, code: int, said: list[str]) -> None:
    """The work is cancelled, the blocks around it are left, and the exit code names the signal."""
    assert ended(WAITER, sign) == (code, said)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_own_handlers_stay(sign: signal.Signals) -> None:
    """A coroutine that handles the signals itself goes on as it likes, and nothing of that remains."""
    assert ended(OWN_HANDLERS, sign) == (0, ["stopped by itself True"])


def test_ignored_signals_stay_ignored() -> None:
    """What was started with nohup does not end when the terminal closes."""
    ignoring = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + WAITER.replace("60", "1")
    assert ended(ignoring, signal.SIGHUP) == (0, ["called off", "left True"])


def test_cancelled_without_signal() -> None:
    """A coroutine that is cancelled otherwise, or fails, says so to who runs it."""

    async def cancelled() -> None:
        raise asyncio.CancelledError

    async def failing() -> None:
        raise LookupError("lost")

    with pytest.raises(asyncio.CancelledError):
        run(cancelled())
    with pytest.raises(LookupError, match="lost"):
        run(failing())
