"""What a user asks for: the language of a question, what its names mean, how the index is asked; all of it pure."""
