"""How articles stand to each other: copies, versions, updates, reports of one event, stories."""
