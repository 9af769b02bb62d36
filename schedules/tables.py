"""Tables of a TOML file as dataclasses, each value checked against its default; the environment goes over the file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# The dataclass that a table is read into, by the table's name; every field has a default.
Kinds = Mapping[str, type[Any]]


class _FromEnvironment(str):
    """A value that arrived as text and is to be read as what its key wants."""


_WANTED = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
_SWITCHES = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def read_tables(file: Path | None, kinds: Kinds, env: Mapping[str, str], faults: list[str]) -> dict[str, Any]:
    """Every table of `kinds`; what is wrong is added to `faults`, one sentence each, and the default taken instead."""
    tables = _overridden(_read(file, kinds, faults), kinds, env)
    return {name: _table(name, kind, tables.get(name, {}), str(file), faults) for name, kind in kinds.items()}


def _read(file: Path | None, kinds: Kinds, faults: list[str]) -> dict[str, Any]:
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
        f"{file}: unknown table [{name}]; there are {', '.join(kinds)}" for name in tables if name not in kinds
    )
    return {name: table for name, table in tables.items() if name in kinds}


def _overridden(tables: dict[str, Any], kinds: Kinds, env: Mapping[str, str]) -> dict[str, Any]:
    """The tables with every WATIRA_<TABLE>_<KEY> of the environment put over them, as text to be converted."""
    for name, kind in kinds.items():
        for key in kind.__dataclass_fields__:
            text = env.get(_variable(name, key))
            if text is not None and isinstance(tables.setdefault(name, {}), dict):
                tables[name][key] = _FromEnvironment(text)
    return tables


def _variable(name: str, key: str) -> str:
    """The environment variable that overrides a key."""
    return f"WATIRA_{name}_{key}".upper()


def unknown_variables(kinds: Kinds, env: Mapping[str, str]) -> list[str]:
    """Variables that look as if they overrode a key that no table has: misspelt ones."""
    known = {_variable(name, key) for name, kind in kinds.items() for key in kind.__dataclass_fields__}
    looks_alike = tuple(f"WATIRA_{name}_".upper() for name in kinds)
    return sorted(name for name in env if name.startswith(looks_alike) and name not in known)


def _table(name: str, kind: type[Any], given: object, place: str, faults: list[str]) -> Any:
    if not isinstance(given, dict):
        faults.append(f"{place}: {name} must be a table: write [{name}] on a line of its own")
        return kind()
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in kind.__dataclass_fields__:
            faults.append(f"{place}: [{name}] has no key {key!r}; there are {', '.join(kind.__dataclass_fields__)}")
            continue
        default = getattr(kind(), key)
        try:
            values[key] = _converted(value, default)
        except (TypeError, ValueError):
            given_by_env = isinstance(value, _FromEnvironment)
            where = f"environment: {_variable(name, key)}" if given_by_env else f"{place}: [{name}] {key}"
            faults.append(f"{where} must be {_wanted(default)}, not {value!r}")
    return kind(**values)


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
        return _switch(value) if isinstance(default, bool) else type(default)(value)
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if type(value) is not type(default):
        raise TypeError
    return value


def _switch(value: str) -> bool:
    """A switch of the environment. Raises ValueError for what is neither on nor off."""
    if value.strip().lower() not in _SWITCHES:
        raise ValueError
    return _SWITCHES[value.strip().lower()]


def _list(value: object, element: type) -> tuple[object, ...]:
    """A list of the file, or one of the environment with commas between."""
    if isinstance(value, _FromEnvironment):
        return tuple(element(part.strip()) for part in value.split(",") if part.strip())
    if not isinstance(value, list) or any(type(part) is not element for part in value):
        raise TypeError
    return tuple(value)
