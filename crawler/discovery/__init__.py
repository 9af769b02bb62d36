"""How a source says what is new: feeds and sitemaps."""
