"""A newsroom to be crawled, and the commands run as a user runs them."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from ipaddress import ip_network
from pathlib import Path

import pytest

from demo.mailbox import Mailbox
from demo.site import Newsroom
from pipelines.article import Source
from pipelines.channels import Channel, Feed, Sitemap
from schedules import install
from schedules.settings import Crawl, DigestPlan, Mail, Settings

TODAY = date.today()

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """The sample newsroom in its evening edition."""
    with Newsroom(TODAY, "evening") as room:
        yield room


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server that keeps what it gets."""
    with Mailbox() as box:
        yield box


@pytest.fixture
def settings(tmp_path: Path, database_url: str, mailbox: Mailbox) -> Settings:
    """Settings for the newsroom, the test's database and the mailbox."""
    return Settings(
        home=tmp_path,
        crawl=Crawl(delay_seconds=0.0, ports=()),
        digest=DigestPlan(recipients=("reader@example.org",)),
        mail=Mail(host=mailbox.host, port=mailbox.port, security="none", sender="watira@example.org", retries=0),
        database_url=database_url,
        allow_networks=(ip_network("127.0.0.0/8"),),
    )


def catalogue(newsroom: Newsroom) -> tuple[Source, ...]:
    """The newsroom's outlets as sources."""

    def channels(feeds: tuple[str, ...], sitemaps: tuple[str, ...]) -> tuple[Channel, ...]:
        return (*map(Feed, feeds), *map(Sitemap, sitemaps))

    return tuple(
        Source(o.key, o.name_ar, o.name_en, o.home, channels(o.feeds, o.sitemaps), o.timezone) for o in newsroom.outlets
    )


def catalogue_file(newsroom: Newsroom, folder: Path) -> Path:
    """The newsroom's outlets as a file of sources."""
    tables = []
    for outlet in newsroom.outlets:
        lines = [f"[{outlet.key}]", f'name_ar = "{outlet.name_ar}"', f'name_en = "{outlet.name_en}"']
        lines += [f'home = "{outlet.home}"', f"feeds = {list(outlet.feeds)}", f"sitemaps = {list(outlet.sitemaps)}"]
        tables.append("\n".join([*lines, f'timezone = "{outlet.timezone}"', ""]))
    file = folder / "sources.toml"
    file.write_text("\n".join(tables), encoding="utf-8")
    return file


@pytest.fixture
def environment(tmp_path: Path, newsroom: Newsroom, mailbox: Mailbox) -> dict[str, str]:
    """The environment of commands that crawl the newsroom and mail to the mailbox, with a database of their own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LC_ALL": "C",
        "PYTHONUTF8": "1",
        "WATIRA_HOME": str(tmp_path / "home"),
        "WATIRA_ALLOW_NETWORKS": "127.0.0.0/8",
        "WATIRA_CRAWL_SOURCES_FILE": str(catalogue_file(newsroom, tmp_path)),
        "WATIRA_CRAWL_DELAY_SECONDS": "0",
        "WATIRA_CRAWL_PORTS": ",".join(map(str, newsroom.ports)),
        "WATIRA_DIGEST_RECIPIENTS": "reader@example.org",
        "WATIRA_MAIL_HOST": mailbox.host,
        "WATIRA_MAIL_PORT": str(mailbox.port),
        "WATIRA_MAIL_SECURITY": "none",
        "WATIRA_MAIL_SENDER": "watira@example.org",
    }


def command(*words: str) -> list[str]:
    """The command line of `watira WORDS`."""
    return [sys.executable, "-m", "schedules", *words]


@pytest.fixture
def watira(environment: dict[str, str]) -> Run:
    """Run a command to its end."""

    def run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*words),
            cwd=install.PROJECT,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return run
