"""Formats that are JSON."""
