"""An ordinary PostgreSQL over TLS, as several machines use one."""

from pathlib import Path

import pytest

from storage import binaries
from tests.digest.mail_server import certificate
from tests.faults.conftest import Scene, Server, scene_in, stop

pytestmark = [pytest.mark.slow, pytest.mark.system_postgres]


def test_two_workers_over_tls(system_binaries: binaries.Binaries, tmp_path: Path) -> None:
    """A daemon and a worker over TLS, sure whom they speak to; a server that cannot prove it gets no password."""
    for name in ("tls", "other", "own"):
        (tmp_path / name).mkdir()
    proof = certificate(tmp_path / "tls")
    server = Server(tmp_path / "own", system_binaries, proof)
    server.start()
    try:
        with scene_in(tmp_path, server) as scene:
            scene.publish("first", seconds=0.1)
            daemon, worker = scene.start("daemon"), scene.start("worker")
            scene.check()
            check_connections(scene)
            stop(daemon)
            stop(worker)
            scene.environment["DATABASE_URL"] = server.url.replace(str(proof), str(certificate(tmp_path / "other")))
            asked = scene.start("status")
            assert asked.wait(60) == 1
            assert "certificate verify failed" in scene.log(asked)
    finally:
        server.stop()


def check_connections(scene: Scene) -> None:
    """Whoever is connected by TCP is so over TLS, and some are."""
    over = "select ssl.ssl from pg_stat_ssl ssl join pg_stat_activity using (pid) where client_addr is not null"
    assert {encrypted for (encrypted,) in scene.rows(over)} == {True}
