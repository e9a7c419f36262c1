"""Markdown pages and reading lists."""
