"""Reading and understanding pages: pure functions and data, nothing of the outside world."""
