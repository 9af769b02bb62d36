"""What an article reports: places, parties, figures and events, each with the words that say so."""
