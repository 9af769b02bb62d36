"""What pages say of themselves in JSON-LD, in the two shapes that Arabic news sites use."""

from datetime import UTC, datetime
from typing import Any

from demo.newsroom.desk import House
from demo.newsroom.edition import Story, section_path

_CONTEXT = "https://schema.org"


def wordpress_graph(story: Story, house: House, home: str) -> dict[str, Any]:
    """A graph of article, page, picture, breadcrumbs, site and publisher, as plugins of WordPress write it; in UTC."""
    url = home + story.path
    return {
        "@context": _CONTEXT,
        "@graph": [
            _article_node(story, house, home),
            {
                "@type": "WebPage",
                "@id": url,
                "url": url,
                "name": f"{story.headline} - {house.name_ar}",
                "isPartOf": {"@id": f"{home}/#website"},
                "primaryImageOfPage": {"@id": f"{url}#primaryimage"},
                "datePublished": _utc(story.published),
                "dateModified": _utc(story.updated),
                "description": story.summary,
                "breadcrumb": {"@id": f"{url}#breadcrumb"},
                "inLanguage": story.lang,
            },
            {"@type": "ImageObject", "@id": f"{url}#primaryimage", "url": f"{home}{picture(story)}", "width": 1200},
            _breadcrumbs(story, house, home),
            {
                "@type": "WebSite",
                "@id": f"{home}/#website",
                "url": f"{home}/",
                "name": house.name_ar,
                "description": house.slogan,
                "publisher": {"@id": f"{home}/#organization"},
                "potentialAction": [{"@type": "SearchAction", "target": f"{home}/?s={{search_term_string}}"}],
            },
            _organization(house, home),
        ],
    }


def _article_node(story: Story, house: House, home: str) -> dict[str, Any]:
    url = home + story.path
    return {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "isPartOf": {"@id": url},
        "author": {"name": story.manuscript.author or house.name_ar, "@id": f"{home}/#/schema/person/{story.number}"},
        "headline": story.headline,
        "datePublished": _utc(story.published),
        "dateModified": _utc(story.updated),
        "mainEntityOfPage": {"@id": url},
        "wordCount": len(" ".join(story.paragraphs).split()),
        "publisher": {"@id": f"{home}/#organization"},
        "image": {"@id": f"{url}#primaryimage"},
        "keywords": list(story.manuscript.tags),
        "articleSection": [story.section.name],
        "inLanguage": story.lang,
    }


def _breadcrumbs(story: Story, house: House, home: str) -> dict[str, Any]:
    steps = (
        (f"{home}/", "الرئيسية"),
        (home + section_path(house, story.section), story.section.name),
        ("", story.title),
    )
    items = [
        {"@type": "ListItem", "position": place, "name": name} | ({"item": item} if item else {})
        for place, (item, name) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "@id": f"{home}{story.path}#breadcrumb", "itemListElement": items}


def _organization(house: House, home: str) -> dict[str, Any]:
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{home}/#organization",
        "name": house.name_ar,
        "alternateName": house.name_en,
        "url": f"{home}/",
        "logo": {"@type": "ImageObject", "url": f"{home}/assets/logo.png", "width": 512, "height": 512},
    }


def news_article(story: Story, house: House, home: str) -> dict[str, Any]:
    """One NewsArticle with the text in it, as larger newsrooms' own systems write it; in the outlet's zone."""
    author = story.manuscript.author
    return {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": home + story.path},
        "url": home + story.path,
        "headline": story.headline,
        "description": story.summary,
        "articleBody": " ".join(story.paragraphs),
        "articleSection": story.section.name,
        "keywords": ", ".join(story.manuscript.tags),
        "datePublished": story.published.isoformat(),
        "dateModified": story.updated.isoformat(),
        "author": {"@type": "Person", "name": author} if author else {"@type": "Organization", "name": house.name_ar},
        "publisher": _organization(house, home),
        "image": [f"{home}{picture(story)}"],
        "inLanguage": story.lang,
        "isAccessibleForFree": True,
    }


def video_object(story: Story, house: House, home: str) -> dict[str, Any]:
    """The statement of a page that is there for its video."""
    return {
        "@context": _CONTEXT,
        "@type": "VideoObject",
        "name": story.headline,
        "description": story.summary,
        "uploadDate": _utc(story.published),
        "duration": "PT1M12S",
        "thumbnailUrl": [f"{home}{picture(story)}"],
        "embedUrl": f"{home}/player/{story.number}",
        "publisher": _organization(house, home),
    }


def picture(story: Story) -> str:
    """The path of an article's picture. The newsroom has no pictures: it answers 404."""
    return f"/media/{story.published:%Y/%m}/{story.number}-1200x675.jpg"


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
