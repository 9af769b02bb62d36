"""What the views hold, told from the comments in the database: for a terminal, and for docs/database.md."""

from collections.abc import Iterator, Sequence

from storage.views import Description

# Types as an analyst calls them.
_TYPES = {
    "timestamp with time zone": "timestamptz",
    "double precision": "double",
    "text[]": "list of texts",
}


def as_markdown(views: Sequence[Description]) -> str:
    """A heading, a sentence and a table of columns for each view."""
    return "\n".join(line for view in views for line in _section(view))


def as_list(views: Sequence[Description]) -> str:
    """A line a view."""
    width = max(len(view.name) for view in views)
    return "\n".join(f"{view.name:<{width}}  {view.meaning}" for view in views)


def as_text(view: Description) -> str:
    """The view, and a line for each of its columns."""
    name, kind = (max(map(len, each)) for each in zip(*((c.name, _type(c.type)) for c in view.columns), strict=True))
    lines = [f"  {c.name:<{name}}  {_type(c.type):<{kind}}  {c.meaning}" for c in view.columns]
    return "\n".join([f"{view.name}: {view.meaning}", *lines])


def _section(view: Description) -> Iterator[str]:
    yield f"## {view.name}\n"
    yield f"{view.meaning}\n"
    yield "| column | type | means |"
    yield "|---|---|---|"
    yield from (f"| `{c.name}` | {_type(c.type)} | {_escaped(c.meaning)} |" for c in view.columns)
    yield ""


def _type(kind: str) -> str:
    return _TYPES.get(kind, kind)


def _escaped(text: str) -> str:
    """The text as it stands in a cell of Markdown."""
    return text.replace("|", "\\|").replace("<", "&lt;")
