"""Dump formats.

The one that a dump is in is found from its content, and its records are read one by one.
"""
