"""Searching: the query language, what it asks of the index, and the ranking of what is found."""
