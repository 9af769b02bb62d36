"""What pages say of themselves in JSON-LD."""

from datetime import date
from typing import Any

from demo.newsroom import statements
from demo.newsroom.desk import houses
from demo.newsroom.edition import Story, on_site

HOME = "http://127.0.0.11:8000"
HOUSES = {house.key: house for house in houses()}


def _story(outlet: str, key: str) -> Story:
    stories = on_site(HOUSES[outlet], date(2026, 3, 4), "evening")
    return next(one for one in stories if one.manuscript.key == key)


def _node(graph: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(node for node in graph["@graph"] if node["@type"] == kind)


def test_wordpress_states_a_graph_in_utc() -> None:
    """06:40 in Damascus is 03:40 UTC; the nodes refer to each other."""
    story = _story("khabour", "rmeilan-drones")
    graph = statements.wordpress_graph(story, HOUSES["khabour"], HOME)
    article = _node(graph, "NewsArticle")
    assert article["datePublished"] == "2026-03-03T03:40:00+00:00"
    assert article["isPartOf"]["@id"] == _node(graph, "WebPage")["@id"] == HOME + story.path
    assert article["publisher"]["@id"] == _node(graph, "NewsMediaOrganization")["@id"]
    assert article["author"]["name"] == "سلمى الحامد"


def test_the_custom_system_states_one_article_in_its_zone() -> None:
    """Times carry the outlet's offset, a change has a time of its own, and the text is in it."""
    stated = statements.news_article(_story("ufuq", "oil-contract"), HOUSES["ufuq"], HOME)
    assert stated["datePublished"] == "2026-03-02T12:30:00+04:00"
    assert stated["dateModified"] == "2026-03-04T16:10:00+04:00"
    assert stated["author"] == {"@type": "Person", "name": "منى الكيلاني"}
    assert stated["articleBody"].startswith("وقعت وزارة الطاقة السورية")


def test_an_article_without_author_is_by_the_outlet() -> None:
    """The organisation signs what nobody else does."""
    stated = statements.news_article(_story("ufuq", "kyiv-grid"), HOUSES["ufuq"], HOME)
    assert stated["author"] == {"@type": "Organization", "name": "شبكة أفق الأنباء"}


def test_a_video_page_states_a_video() -> None:
    """It has a duration and a player, and no article."""
    stated = statements.video_object(_story("khabour", "video-bridge"), HOUSES["khabour"], HOME)
    assert (stated["@type"], stated["duration"]) == ("VideoObject", "PT1M12S")
    assert stated["name"].startswith("بالفيديو | ")
