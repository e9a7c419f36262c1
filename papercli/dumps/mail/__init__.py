"""Mails that list papers: digests and alerts."""
