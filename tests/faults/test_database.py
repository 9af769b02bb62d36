"""What becomes of the work when the database goes away, is killed, or has no room."""

import os
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from storage import server
from tests.faults.conftest import ARTICLES, Scene, Server, scene_in, stop, wait_for

pytestmark = pytest.mark.slow


def test_stopped_and_killed(scene: Scene, own_server: Server) -> None:
    """Stopped for 20 seconds in the middle of crawls, then killed with -9: all comes, once; memory stays flat."""
    scene.publish("first", seconds=0.3)
    daemon = scene.start("daemon")
    wait_for(lambda: scene.rows("select from article"), what="a first article")
    own_server.stop()
    time.sleep(20)
    assert daemon.poll() is None
    own_server.start()
    scene.check()
    before = psutil.Process(daemon.pid).memory_info().rss
    scene.publish("second", seconds=0.1)
    seen = len(scene.offered) - len(scene.sites) * ARTICLES
    wait_for(lambda: scene.rows(f"select from article offset {seen}"), what="an article of the second lot")
    own_server.kill()
    own_server.start()
    scene.check()
    assert psutil.Process(daemon.pid).memory_info().rss < before + 40_000_000
    stop(daemon)
    log = scene.log(daemon)
    assert "no work without the database" in log
    assert "unspeakable" not in log
    assert "never retrieved" not in log


def fill(file: Path) -> None:
    """Write into a file until the disk is full."""
    with file.open("wb", buffering=0) as opened:
        while True:
            try:
                opened.write(b"x" * 100_000)
            except OSError:
                return


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a small disk")
def test_full_disk(tmp_path: Path) -> None:
    """The embedded server has no room, then room again, is killed, and is started again by those who need it."""
    disk = tmp_path / "home"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        with scene_in(tmp_path, None) as scene:
            scene.publish("first")
            daemon = scene.start("daemon")
            wait_for(lambda: server.status(disk).url, what="a server")
            scene.environment["DATABASE_URL"] = server.status(disk).url or ""
            scene.check()
            filler = disk / "filler"
            fill(filler)
            scene.publish("second")
            wait_for(lambda: "No space left" in scene.log(daemon), what="a full disk that is told")
            filler.unlink()
            scene.check()
            pid = server.status(disk).pid
            assert pid
            scene.publish("third")
            os.kill(pid, 9)
            scene.check()
            stop(daemon)
            assert not server.status(disk).running
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)
