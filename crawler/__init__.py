"""The web: the source catalogue, discovery, the spider, manners and guards."""
