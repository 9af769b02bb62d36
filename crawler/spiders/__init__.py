"""The Scrapy spiders: one, for news sites."""
