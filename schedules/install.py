"""Makes the virtual environment and installs a requirements file into it: run by `./watira` with the system's Python.

Uses the standard library only, since nothing is installed yet. Everything it says goes to standard error.
"""

import fcntl
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

_NO_NETWORK = re.compile(
    r"Temporary failure in name resolution|Failed to establish a new connection|NewConnectionError"
    r"|Network is unreachable|ProxyError|ConnectTimeoutError|Could not find a version|No matching distribution"
)


class InstallError(Exception):
    """The environment could not be made; the text says why and what to do."""


def ensure(venv: Path, requirements: str) -> None:
    """Have the packages of a requirements file of the project in `venv`; does nothing when that is so already.

    Safe when several processes ask at once: one installs, the others wait.
    """
    with _locked(venv):
        if _installed(venv, requirements):
            return
        _make(venv)
        _install(venv, requirements)
        shutil.copyfile(PROJECT / requirements, _stamp(venv, requirements))


def _stamp(venv: Path, requirements: str) -> Path:
    """The copy of the requirements file that was installed last: equal to the file when nothing is to be done."""
    return venv / f"watira-{requirements}"


def _installed(venv: Path, requirements: str) -> bool:
    stamp = _stamp(venv, requirements)
    if not (venv / "bin" / "python").exists() or not stamp.exists():
        return False
    return stamp.read_bytes() == (PROJECT / requirements).read_bytes()


@contextmanager
def _locked(venv: Path) -> Iterator[None]:
    try:
        venv.mkdir(parents=True, exist_ok=True)
        lock = (venv / "watira-install.lock").open("w")
    except OSError as error:
        raise InstallError(
            f"cannot write to {venv} ({error.strerror}): run it as the owner of that folder, "
            "or name another one in WATIRA_VENV."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("another watira is installing; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(venv: Path) -> None:
    """Make the virtual environment, unless one that runs is there."""
    if (venv / "bin" / "python").exists() and _runs(venv, "import pip"):
        return
    _say(f"making {venv}")
    _clear(venv)
    made = subprocess.run([sys.executable, "-m", "venv", str(venv)], capture_output=True, check=False)
    if made.returncode or not _runs(venv, "import pip"):
        raise InstallError(
            f"this Python ({sys.executable}) has no working venv module: install it "
            "(on Debian and Ubuntu: apt-get install python3-venv) and run the command again."
        )


def _clear(venv: Path) -> None:
    """Remove what a broken or interrupted environment left, and only from a folder that is one; the lock file stays."""
    ours = venv == PROJECT / ".venv" or (venv / "pyvenv.cfg").exists()
    rest = [path.name for path in venv.iterdir() if path.name != "watira-install.lock"]
    if rest and not ours:
        raise InstallError(f"{venv} holds other things ({rest[0]} …): name an empty or a new folder in WATIRA_VENV.")
    shutil.rmtree(venv / "bin", ignore_errors=True)
    shutil.rmtree(venv / "lib", ignore_errors=True)


def _runs(venv: Path, statement: str) -> bool:
    command = [str(venv / "bin" / "python"), "-c", statement]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _install(venv: Path, requirements: str) -> None:
    _say(f"installing {requirements} (once, and again when that file has changed; about a minute)")
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "-r", str(PROJECT / requirements)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        output = [line for line in map(_show, pip.stdout or ()) if line]
    _say_over("")
    if pip.returncode:
        raise InstallError(_why(requirements, "\n".join(output)))


def _why(requirements: str, output: str) -> str:
    if _NO_NETWORK.search(output):
        return (
            f"could not download what {requirements} names: check the network (or pip's index and proxy settings) "
            "and run the command again; with a good network, a package has no build for this platform or Python."
        )
    tail = "\n".join(output.splitlines()[-5:])
    return f"pip could not install {requirements}; run the command again, or see what pip said last:\n{tail}"


def _show(line: str) -> str:
    """Show what pip is at, and hand the line on."""
    step = re.match(r"\s*(Collecting \S+|Installing collected packages)", line)
    if step:
        _say_over(step.group(1))
    return line.rstrip()


def _say(text: str) -> None:
    print(f"watira: {text}", file=sys.stderr, flush=True)


def _say_over(text: str) -> None:
    """A line that the next one replaces, on a terminal; nothing in a log, where a hundred such lines help nobody."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text[:78]}", end="", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Install `requirements.txt` into the folder given; 2 with one sentence when that cannot be done."""
    try:
        ensure(Path(arguments[0]), "requirements.txt")
    except InstallError as error:
        _say(str(error))
        return 2
    except KeyboardInterrupt:
        _say("interrupted; run the command again to go on.")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
