"""The user's settings: `watira.toml`, overridden by the environment, validated as a whole before anything starts.

Secrets come from the environment only: DATABASE_URL and WATIRA_MAIL_PASSWORD.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines.errors import Misuse
from pipelines.zones import is_zone
from schedules.tables import read_tables, unknown_variables

PROJECT = Path(__file__).resolve().parent.parent

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_SECURITIES = ("tls", "starttls", "none")
_LANGUAGES, _FREQUENCIES = ("ar", "en"), ("daily", "weekly")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")  # date.weekday(): 0 is Monday
_LEAST_BODY_DAYS = 31  # copies are looked for among the texts of 30 days (storage.copies.COPY_WINDOW)
_PASSWORD = "WATIRA_MAIL_PASSWORD"  # noqa: S105 - the name of the variable that holds it


class SettingsError(Misuse):
    """A setting is wrong; the text lists every one, with file, table, key and what would be right."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """How the sources are visited."""

    contact: str = ""  # mail address or page told to the sites visited, in the user agent
    every_minutes: float = 1.0  # the daemon looks so often for what is due
    max_age_days: int = 3  # older items of a feed are skipped
    delay_seconds: float = 0.5  # least time between two requests to one host
    workers: int = 2  # processes that read pages
    obey_opt_outs: bool = True  # noarchive and TDM reservation
    ports: tuple[int, ...] = (80, 443)  # that may be visited; empty: any
    enable: tuple[str, ...] = ()  # keys of sources to crawl besides those enabled in the catalogue
    disable: tuple[str, ...] = ()  # keys of sources not to crawl
    sources_file: str = ""  # another catalogue than the one that comes with Watira


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When the digest is mailed and to whom."""

    time_zone: str = "Asia/Damascus"  # IANA name; the digest's day is a day there
    at: str = "07:00"  # HH:MM or HH:MM:SS in that zone
    recipients: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()  # those of the recipients who are also told how the sources fare
    language: str = "ar"  # of the recipients here: ar or en
    frequency: str = "daily"  # of the recipients here: daily or weekly
    weekly_on: str = "sunday"  # the day on which weekly digests go out


@dataclass(frozen=True, slots=True)
class Mail:
    """The SMTP server that takes the digest."""

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    timeout_seconds: int = 30
    retries: int = 2  # where the server says that it cannot take a message now, or is not reached


@dataclass(frozen=True, slots=True)
class Retention:
    """What is removed because of its age; never anything of an article that tells of escalation."""

    other_bodies_days: int = 0  # texts of articles labelled other go after so many days; 0: never
    raw_bytes_days: int = 0  # bytes of pages go after so many days; 0: never


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked."""

    home: Path
    file: Path | None = None  # the watira.toml that was read; None: there is none
    crawl: Crawl = field(default_factory=Crawl)
    digest: DigestPlan = field(default_factory=DigestPlan)
    mail: Mail = field(default_factory=Mail)
    retention: Retention = field(default_factory=Retention)
    database_url: str | None = field(default=None, repr=False)  # may hold a password
    mail_password: str = field(default="", repr=False)
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the digest's day."""
        return ZoneInfo(self.digest.time_zone)


_TABLES = {"crawl": Crawl, "digest": DigestPlan, "mail": Mail, "retention": Retention}


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force. Raises SettingsError naming everything that is wrong at once."""
    env = os.environ if environment is None else environment
    faults: list[str] = []
    home = _home(env, faults)
    file = _file(env, home, faults)
    values = read_tables(file, _TABLES, env, faults)
    networks = _networks(env.get("WATIRA_ALLOW_NETWORKS", ""), faults)
    misspelt = (name for name in unknown_variables(_TABLES, env) if name != _PASSWORD)
    faults.extend(f"environment: {name} is no setting; see docs/watira.toml" for name in misspelt)
    settings = Settings(
        home=home,
        file=file,
        database_url=env.get("DATABASE_URL") or None,
        mail_password=env.get(_PASSWORD, ""),
        allow_networks=networks,
        **values,
    )
    faults.extend(f"{file or 'environment'}: {fault}" for fault in _faults(settings))
    if faults:
        raise SettingsError("the settings have faults:\n  " + "\n  ".join(faults))
    return settings


def _path(text: str, faults: list[str]) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:  # ~user of a user who does not exist
        faults.append(f"environment: there is no folder {text!r}")
        return Path(text)


def home(env: Mapping[str, str]) -> Path:
    """The data folder, also where other settings are wrong."""
    return _home(env, [])


def _home(env: Mapping[str, str], faults: list[str]) -> Path:
    """The data folder: WATIRA_HOME, or the platform's usual place for a user's data."""
    if env.get("WATIRA_HOME"):
        return _path(env["WATIRA_HOME"], faults)
    return _path(env.get("XDG_DATA_HOME") or "~/.local/share", faults) / "watira"


def _file(env: Mapping[str, str], home: Path, faults: list[str]) -> Path | None:
    """The settings file: WATIRA_CONFIG, else watira.toml in the data folder, else beside the program."""
    if env.get("WATIRA_CONFIG"):
        return _path(env["WATIRA_CONFIG"], faults)
    try:
        return next((path for path in (home / "watira.toml", PROJECT / "watira.toml") if path.exists()), None)
    except OSError as error:
        faults.append(f"{home}: cannot be looked into ({error.strerror}): set WATIRA_HOME to a folder of your own")
        return None


def _networks(text: str, faults: list[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            found.append(ip_network(part))
        except ValueError:
            fault = f"{part!r} is no network in CIDR form such as 127.0.0.1/32"
            faults.append(f"environment: WATIRA_ALLOW_NETWORKS: {fault}")
    return tuple(found)


# The least and the largest value of each number, by table and key; beyond them lies a slip of the pen.
_BOUNDS = {
    ("crawl", "every_minutes"): (0.1, 7 * 24 * 60),
    ("crawl", "max_age_days"): (1, 3650),
    ("crawl", "delay_seconds"): (0, 3600),
    ("crawl", "workers"): (1, 64),
    ("mail", "port"): (1, 65535),
    ("mail", "timeout_seconds"): (1, 600),
    ("mail", "retries"): (0, 5),
    ("retention", "other_bodies_days"): (0, 36_500),
    ("retention", "raw_bytes_days"): (0, 36_500),
}


def _faults(settings: Settings) -> Iterator[str]:
    """What is wrong with values that have the right type."""
    yield from _out_of_bounds(settings)
    digest, mail = settings.digest, settings.mail
    if not is_zone(digest.time_zone):
        yield f"[digest] time_zone: there is no zone {digest.time_zone!r}; write it as in Asia/Damascus"
    if not _CLOCK.fullmatch(digest.at):
        yield f"[digest] at must be a time of day as in 07:00, not {digest.at!r}"
    for key, chosen in (("language", _LANGUAGES), ("frequency", _FREQUENCIES), ("weekly_on", WEEKDAYS)):
        if getattr(digest, key) not in chosen:
            yield f"[digest] {key} must be one of {', '.join(chosen)}, not {getattr(digest, key)!r}"
    for written in (*digest.recipients, *digest.operators, *filter(None, [mail.sender])):
        if not _is_address(written):
            yield f"{written!r} is no mail address"
    if mail.security not in _SECURITIES:
        yield f"[mail] security must be one of {', '.join(_SECURITIES)}, not {mail.security!r}"
    if mail.host and not mail.sender:
        yield '[mail] sender is missing: the address that the digest comes from, as in sender = "watira@example.org"'


def _out_of_bounds(settings: Settings) -> Iterator[str]:
    for (table, key), (least, largest) in _BOUNDS.items():
        value = getattr(getattr(settings, table), key)
        if not least <= value <= largest:  # in this form nan is refused, too
            yield f"[{table}] {key} must be between {least} and {largest}, not {value}"
    if 0 < settings.retention.other_bodies_days < _LEAST_BODY_DAYS:
        yield (
            f"[retention] other_bodies_days must be 0 (never) or at least {_LEAST_BODY_DAYS}: younger texts are still "
            f"compared with what comes in; not {settings.retention.other_bodies_days}"
        )
    for port in settings.crawl.ports:
        if not 0 < port < 65536:
            yield f"[crawl] ports: {port} is no port"


def _is_address(written: str) -> bool:
    from digest.message import AddressError, address  # here: the libraries of mail are large, and often there is none

    try:
        return bool(address(written))
    except AddressError:
        return False
