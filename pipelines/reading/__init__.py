"""From the bytes of a page to what it says: text, title, times, people, and what kind of page it is."""
