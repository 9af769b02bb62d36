"""The user's settings: `watira.toml`, overridden by the environment, validated as a whole before anything starts.

Secrets come from the environment only: DATABASE_URL and WATIRA_MAIL_PASSWORD.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.errors import Misuse

PROJECT = Path(__file__).resolve().parent.parent

_ADDRESS = re.compile(r"[^@\s<>,]+@[^@\s<>,]+")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_SECURITIES = ("tls", "starttls", "none")


class SettingsError(Misuse):
    """A setting is wrong; the text lists every one, with file, table, key and what would be right."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """How the sources are visited."""

    contact: str = ""  # mail address or page told to the sites visited, in the user agent
    every_minutes: int = 15
    max_age_days: int = 3  # older items of a feed are skipped
    delay_seconds: float = 0.5  # least time between two requests to one host
    workers: int = 2  # processes that read pages
    ports: tuple[int, ...] = (80, 443)  # that may be visited; empty: any
    enable: tuple[str, ...] = ()  # keys of sources to crawl besides those enabled in the catalogue
    disable: tuple[str, ...] = ()  # keys of sources not to crawl
    sources_file: str = ""  # another catalogue than the one that comes with Watira


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When the digest is mailed and to whom."""

    time_zone: str = "Asia/Damascus"  # IANA name; the digest's day is a day there
    at: str = "07:00"  # HH:MM in that zone
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """The SMTP server that takes the digest."""

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    timeout_seconds: int = 30


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked."""

    home: Path
    file: Path | None = None  # the watira.toml that was read; None: there is none
    crawl: Crawl = field(default_factory=Crawl)
    digest: DigestPlan = field(default_factory=DigestPlan)
    mail: Mail = field(default_factory=Mail)
    database_url: str | None = field(default=None, repr=False)  # may hold a password
    mail_password: str = field(default="", repr=False)
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the digest's day."""
        return ZoneInfo(self.digest.time_zone)


_TABLES: dict[str, type[Crawl] | type[DigestPlan] | type[Mail]] = {"crawl": Crawl, "digest": DigestPlan, "mail": Mail}


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force. Raises SettingsError naming everything that is wrong at once."""
    env = os.environ if environment is None else environment
    home = _home(env)
    file = _file(env, home)
    faults: list[str] = []
    tables = _overridden(_read(file, faults), env)
    values = {name: _table(name, tables.get(name, {}), faults, file) for name in _TABLES}
    networks = _networks(env.get("WATIRA_ALLOW_NETWORKS", ""), faults)
    settings = Settings(
        home=home,
        file=file,
        database_url=env.get("DATABASE_URL") or None,
        mail_password=env.get("WATIRA_MAIL_PASSWORD", ""),
        allow_networks=networks,
        **values,
    )
    faults.extend(f"{file or 'environment'}: {fault}" for fault in _faults(settings))
    if faults:
        raise SettingsError("the settings have faults:\n  " + "\n  ".join(faults))
    return settings


def _home(env: Mapping[str, str]) -> Path:
    """The data folder: WATIRA_HOME, or the platform's usual place for a user's data."""
    if env.get("WATIRA_HOME"):
        return Path(env["WATIRA_HOME"]).expanduser().absolute()
    share = env.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser()
    return Path(share).absolute() / "watira"


def _file(env: Mapping[str, str], home: Path) -> Path | None:
    """The settings file: WATIRA_CONFIG, else watira.toml in the data folder, else beside the program."""
    if env.get("WATIRA_CONFIG"):
        return Path(env["WATIRA_CONFIG"]).expanduser().absolute()
    return next((path for path in (home / "watira.toml", PROJECT / "watira.toml") if path.exists()), None)


def _read(file: Path | None, faults: list[str]) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        faults.append(f"{file}: cannot be read ({error.strerror})")
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{file}: is not TOML: {error}")
        return {}
    faults.extend(
        f"{file}: unknown table [{name}]; there are {', '.join(_TABLES)}" for name in tables if name not in _TABLES
    )
    return {name: table for name, table in tables.items() if name in _TABLES}


def _overridden(tables: dict[str, Any], env: Mapping[str, str]) -> dict[str, Any]:
    """The tables with every WATIRA_<TABLE>_<KEY> of the environment put over them, as text to be converted."""
    for name, kind in _TABLES.items():
        for key in kind.__dataclass_fields__:
            text = env.get(f"WATIRA_{name}_{key}".upper())
            if text is not None and isinstance(tables.setdefault(name, {}), dict):
                tables[name][key] = _FromEnvironment(text)
    return tables


class _FromEnvironment(str):
    """A value that arrived as text and is to be read as what its key wants."""


def _table(name: str, given: object, faults: list[str], file: Path | None) -> Any:
    kind = _TABLES[name]
    if not isinstance(given, dict):
        faults.append(f"{file}: {name} must be a table: write [{name}] on a line of its own")
        return kind()
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in kind.__dataclass_fields__:
            faults.append(f"{file}: [{name}] has no key {key!r}; there are {', '.join(kind.__dataclass_fields__)}")
            continue
        default = getattr(kind(), key)
        try:
            values[key] = _converted(value, default)
        except (TypeError, ValueError):
            faults.append(f"{file or 'environment'}: [{name}] {key} must be {_wanted(default)}, not {value!r}")
    return kind(**values)


_WANTED = {str: "a text", int: "a whole number", float: "a number"}


def _wanted(default: object) -> str:
    if isinstance(default, tuple):
        return "a list of whole numbers" if _element(default) is int else "a list of texts"
    return _WANTED[type(default)]


def _element(default: tuple[object, ...]) -> type:
    """What a list holds: what its default holds, and texts where that is empty."""
    return type(default[0]) if default else str


def _converted(value: object, default: Any) -> object:
    """The value in the type of its default. Raises TypeError or ValueError when it is of another one."""
    if isinstance(default, tuple):
        return _list(value, _element(default))
    if isinstance(value, _FromEnvironment):
        return type(default)(value)
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if type(value) is not type(default):
        raise TypeError
    return value


def _list(value: object, element: type) -> tuple[object, ...]:
    """A list of the file, or one of the environment with commas between."""
    if isinstance(value, _FromEnvironment):
        return tuple(element(part.strip()) for part in value.split(",") if part.strip())
    if not isinstance(value, list) or any(type(part) is not element for part in value):
        raise TypeError
    return tuple(value)


def _networks(text: str, faults: list[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            found.append(ip_network(part))
        except ValueError:
            fault = f"{part!r} is no network in CIDR form such as 127.0.0.1/32"
            faults.append(f"environment: WATIRA_ALLOW_NETWORKS: {fault}")
    return tuple(found)


def _faults(settings: Settings) -> Iterator[str]:
    """What is wrong with values that have the right type."""
    crawl, digest, mail = settings.crawl, settings.digest, settings.mail
    for key, value, least in (
        ("every_minutes", crawl.every_minutes, 1),
        ("max_age_days", crawl.max_age_days, 1),
        ("delay_seconds", crawl.delay_seconds, 0),
        ("workers", crawl.workers, 1),
    ):
        if value < least:
            yield f"[crawl] {key} must be {least} or more, not {value}"
    if not _zone_exists(digest.time_zone):
        yield f"[digest] time_zone: there is no zone {digest.time_zone!r}; write it as in Asia/Damascus"
    if not _CLOCK.fullmatch(digest.at):
        yield f"[digest] at must be a time of day as in 07:00, not {digest.at!r}"
    for address in (*digest.recipients, *filter(None, [mail.sender])):
        if not _ADDRESS.fullmatch(address):
            yield f"{address!r} is no mail address"
    if mail.security not in _SECURITIES:
        yield f"[mail] security must be one of {', '.join(_SECURITIES)}, not {mail.security!r}"
    if not 0 < mail.port < 65536:
        yield f"[mail] port must be between 1 and 65535, not {mail.port}"
    if mail.host and not mail.sender:
        yield '[mail] sender is missing: the address that the digest comes from, as in sender = "watira@example.org"'


def _zone_exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
