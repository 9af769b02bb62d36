"""The settings: what is read from where, and how faults are told."""

from datetime import timedelta
from pathlib import Path

import pytest

from schedules import settings
from schedules.settings import SettingsError, load
from storage.copies import COPY_WINDOW


def write(folder: Path, text: str) -> dict[str, str]:
    """A watira.toml in a data folder, and the environment that points to it."""
    (folder / "watira.toml").write_text(text, encoding="utf-8")
    return {"WATIRA_HOME": str(folder)}


def test_defaults_without_any_file(tmp_path: Path) -> None:
    """Without a file and an environment everything has its default."""
    found = load({"WATIRA_HOME": str(tmp_path)})
    assert found.home == tmp_path
    assert found.crawl.every_minutes == 1
    assert found.digest.time_zone == "Asia/Damascus"
    assert found.zone.key == "Asia/Damascus"
    assert found.database_url is None


def test_the_file_is_read(tmp_path: Path) -> None:
    """Values of the file are taken, a whole number also where a fraction may stand."""
    found = load(write(tmp_path, '[crawl]\ndelay_seconds = 2\nenable = ["lbci"]\n[digest]\nat = "06:30"\n'))
    assert found.file == tmp_path / "watira.toml"
    assert found.crawl.delay_seconds == 2.0
    assert found.crawl.enable == ("lbci",)
    assert found.digest.at == "06:30"


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    """WATIRA_<TABLE>_<KEY> wins over the file, read as its key wants it."""
    env = write(tmp_path, "[crawl]\nevery_minutes = 30\n")
    env |= {
        "WATIRA_CRAWL_PORTS": "80,8080",
        "WATIRA_CRAWL_EVERY_MINUTES": "5",
        "WATIRA_DIGEST_RECIPIENTS": "a@example.org, b@example.org",
    }
    found = load(env)
    assert found.crawl.every_minutes == 5
    assert found.digest.recipients == ("a@example.org", "b@example.org")
    assert found.crawl.ports == (80, 8080)


@pytest.mark.parametrize(
    ("said", "obeys"), [("false", False), ("NO", False), ("0", False), ("true", True), ("1", True)]
)
def test_switches_of_the_environment(said: str, obeys: bool) -> None:
    """A switch is on or off by the usual words; others are faults."""
    assert load({"WATIRA_HOME": "/nowhere", "WATIRA_CRAWL_OBEY_OPT_OUTS": said}).crawl.obey_opt_outs is obeys
    with pytest.raises(SettingsError, match="WATIRA_CRAWL_OBEY_OPT_OUTS must be true or false"):
        load({"WATIRA_HOME": "/nowhere", "WATIRA_CRAWL_OBEY_OPT_OUTS": f"perhaps {said}"})


def test_another_file_can_be_named(tmp_path: Path) -> None:
    """WATIRA_CONFIG names the file, wherever it lies."""
    file = tmp_path / "other.toml"
    file.write_text("[crawl]\nworkers = 4\n")
    assert load({"WATIRA_HOME": str(tmp_path / "home"), "WATIRA_CONFIG": str(file)}).crawl.workers == 4


def test_the_data_folder_without_watira_home(tmp_path: Path) -> None:
    """Without WATIRA_HOME the data lie where the platform keeps a user's data."""
    assert load({"XDG_DATA_HOME": str(tmp_path)}).home == tmp_path / "watira"


def test_allowed_networks(tmp_path: Path) -> None:
    """WATIRA_ALLOW_NETWORKS is a list of networks in CIDR form, of both families."""
    found = load({"WATIRA_HOME": str(tmp_path), "WATIRA_ALLOW_NETWORKS": "127.0.0.1/32, ::1/128"})
    assert [str(network) for network in found.allow_networks] == ["127.0.0.1/32", "::1/128"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[crwal]\n", "unknown table [crwal]; there are crawl, digest, mail, retention"),
        ("crawl = 3\n", "crawl must be a table"),
        ("[crawl]\nworker = 3\n", "[crawl] has no key 'worker'"),
        ('[crawl]\nworkers = "two"\n', "[crawl] workers must be a whole number, not 'two'"),
        ("[crawl]\nworkers = true\n", "[crawl] workers must be a whole number, not True"),
        ("[crawl]\nworkers = 0\n", "[crawl] workers must be between 1 and 64, not 0"),
        ("[crawl]\nenable = [1]\n", "[crawl] enable must be a list of texts"),
        ('[crawl]\nports = ["http"]\n', "[crawl] ports must be a list of whole numbers"),
        ("[crawl]\nports = 80\n", "[crawl] ports must be a list of whole numbers"),
        ('[crawl]\ndelay_seconds = "x"\n', "[crawl] delay_seconds must be a number"),
        ("[digest]\nat = 7\n", "[digest] at must be a text"),
        ("[crawl]\nobey_opt_outs = 1\n", "[crawl] obey_opt_outs must be true or false, not 1"),
        ("[crawl]\nports = [0]\n", "[crawl] ports: 0 is no port"),
        ("[crawl]\ndelay_seconds = nan\n", "[crawl] delay_seconds must be between"),
        ("[crawl]\nevery_minutes = 9999999999\n", "[crawl] every_minutes must be between"),
        ("[mail]\ntimeout_seconds = 0\n", "[mail] timeout_seconds must be between"),
        ('[digest]\nat = "25:00"\n', "[digest] at must be a time of day"),
        ('[digest]\ntime_zone = "Asia/Nowhere"\n', "there is no zone 'Asia/Nowhere'"),
        ('[digest]\nrecipients = ["nobody"]\n', "'nobody' is no mail address"),
        ('[digest]\nlanguage = "fr"\n', "[digest] language must be one of ar, en, not 'fr'"),
        ('[digest]\nweekly_on = "Sun"\n', "[digest] weekly_on must be one of monday"),
        ('[mail]\nsecurity = "ssl"\n', "[mail] security must be one of tls, starttls, none"),
        ("[mail]\nport = 70000\n", "[mail] port must be between 1 and 65535, not 70000"),
        ('[mail]\nhost = "mail.example.org"\n', "[mail] sender is missing"),
        ("[retention]\nother_bodies_days = 30\n", "[retention] other_bodies_days must be 0 (never) or at least 31"),
        ("[retention]\nraw_bytes_days = -1\n", "[retention] raw_bytes_days must be between"),
        ("[crawl\n", "is not TOML"),
    ],
)
def test_faults_are_named(tmp_path: Path, text: str, told: str) -> None:
    """A fault names file, table, key and what would be right."""
    with pytest.raises(SettingsError) as error:
        load(write(tmp_path, text))
    assert told in str(error.value)
    assert "watira.toml" in str(error.value)
    assert error.value.exit_code == 2


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """One run names everything that is wrong."""
    with pytest.raises(SettingsError) as error:
        load(
            write(tmp_path, '[crawl]\nworkers = "x"\nwrong = 1\n[mail]\nport = 0\n') | {"WATIRA_ALLOW_NETWORKS": "here"}
        )
    for told in ("workers", "wrong", "port", "WATIRA_ALLOW_NETWORKS"):
        assert told in str(error.value)


def test_a_bad_value_in_the_environment(tmp_path: Path) -> None:
    """A wrong value of the environment is told as one of the file is."""
    with pytest.raises(SettingsError, match="environment: WATIRA_CRAWL_EVERY_MINUTES must be a number"):
        load({"WATIRA_HOME": str(tmp_path), "WATIRA_CRAWL_EVERY_MINUTES": "often"})


def test_a_misspelt_variable(tmp_path: Path) -> None:
    """A variable that looks like a setting and is none is told; the password is no setting of a table."""
    load({"WATIRA_HOME": str(tmp_path), "WATIRA_MAIL_PASSWORD": "x", "WATIRA_PYTHON": "python3"})
    with pytest.raises(SettingsError, match="WATIRA_CRAWL_CONTCAT is no setting"):
        load({"WATIRA_HOME": str(tmp_path), "WATIRA_CRAWL_CONTCAT": "desk@example.org"})


def test_homes_that_do_not_exist(tmp_path: Path) -> None:
    """The home of a user who does not exist is a fault, not a traceback."""
    with pytest.raises(SettingsError, match="there is no folder"):
        load({"WATIRA_HOME": "~nobody-of-that-name/watira"})


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file named but missing is a fault, not silence."""
    with pytest.raises(SettingsError, match="cannot be read"):
        load({"WATIRA_HOME": str(tmp_path), "WATIRA_CONFIG": str(tmp_path / "none.toml")})


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    """The text of the settings, as a log would show it, holds no secret."""
    found = load(
        {"WATIRA_HOME": str(tmp_path), "DATABASE_URL": "postgres://u:hush@h/d", "WATIRA_MAIL_PASSWORD": "quiet"}
    )
    assert found.mail_password == "quiet"
    assert "hush" not in repr(found)
    assert "quiet" not in repr(found)


def test_no_text_goes_while_copies_are_looked_for_among_its_like() -> None:
    """The least age of texts that are removed is more than the days in which copies are found."""
    assert timedelta(days=settings._LEAST_BODY_DAYS) > COPY_WINDOW


def test_the_example_holds_the_defaults(tmp_path: Path) -> None:
    """docs/watira.toml is valid, and has every key with its default."""
    text = (settings.PROJECT / "docs" / "watira.toml").read_text(encoding="utf-8")
    found = load(write(tmp_path, text))
    bare = load({"WATIRA_HOME": str(tmp_path / "none")})
    tables = (found.crawl, found.digest, found.mail, found.retention)
    assert tables == (bare.crawl, bare.digest, bare.mail, bare.retention)
    for table in tables:
        for key in type(table).__dataclass_fields__:
            assert f"\n{key} = " in text
