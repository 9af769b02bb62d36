"""The sample articles, the outlets that publish them, and what a right crawl finds there."""
