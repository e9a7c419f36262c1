"""Blocks of `Title: …`, `Summary: …` lines."""
