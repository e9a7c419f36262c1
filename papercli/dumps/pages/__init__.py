"""Pages that people copy out of a browser."""
