"""Conditions that a person writes: what is let through, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.conditions import ConditionError, checked


@pytest.mark.parametrize(
    "condition",
    [
        "killed_min > 5 and admin1 = 'Idlib'",
        "'strike.air' = any (tags) or title like '%قصف%'",
        "published_at >= now() - interval '7 days'",
        "published_at at time zone 'Asia/Damascus' >= timestamp '2026-11-01'",
        "lower(title) ~ '\\mx' and not (score between 0.2 and .9)",
        "coalesce(killed_max, 0)::numeric(10, 2) > 1e3",
        "extract(hour from published_at) in (1, 2) and \"label\" is distinct from 'other'",
        "tags && array['homs', 'hama'] and tags[1] = 'homs'",
        "span ->> 'where' = 'title' and title = 'it''s; -- no comment'",
        "case when lat is null then false else lat > 35 end",
    ],
)
def test_an_expression_on_the_row_is_let_through(condition: str) -> None:
    """As it was written."""
    assert checked(condition) == condition


@pytest.mark.parametrize(
    ("condition", "complaint"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("true; drop table article", "';' \\(character 5\\)"),
        ("true) union select 1 from (article", "closes what was not opened"),
        ("id in (select id from article)", "'select' .* would make a query"),
        ("id in (table article)", "'table' .* would make a query"),
        ("true -- ", "comment"),
        ("true /* ", "comment"),
        ("pg_sleep(100) is null", "'pg_sleep' cannot be called"),
        ("set_config ('role', 'watira', true) = ''", "'set_config' cannot be called"),
        ("pg_catalog . query_to_xml('x', true, true, '') is null", "'query_to_xml' cannot be called"),
        ("\"query_to_xml\"('x', true, true, '') is null", "cannot be called"),
        ('U&"\\0070g_sleep"(1) is null', "cannot be called"),
        ("title = E'\\'' or true'", "cannot stand right behind 'E'"),
        ("title = $$x$$", "cannot stand in a condition"),
        ("title = 'open", "cannot stand in a condition"),
        ("(id = 1", "a \\( is not closed"),
        ("tags[1) = 'x'", "closes what was not opened"),
        ("id = 1\0", "no database takes"),
        ("id = 1" + " " * 4_000, "longer than"),
        ("operator(pg_catalog.+) 1", "would make a query"),
        ("count(*) over () > 1", "'count' cannot be called"),
    ],
)
def test_what_asks_for_more_is_refused(condition: str, complaint: str) -> None:
    """With the place of what is wrong."""
    with pytest.raises(ConditionError, match=complaint):
        checked(condition)


@given(st.text("a1 '\"()[];-/*$.,=؟\\\n", max_size=30))
def test_whatever_is_let_through_is_balanced(condition: str) -> None:
    """Nothing escapes the parentheses that the condition is put into."""
    try:
        checked(condition)
    except ConditionError:
        return
    outside = "".join(condition.split("'")[::2]).split('"')[::2]
    depth = 0
    for sign in "".join(outside):
        depth += (sign in "([") - (sign in ")]")
        assert depth >= 0
    assert depth == 0
    assert ";" not in "".join(outside)
