"""Formats whose lines start with a short tag."""
