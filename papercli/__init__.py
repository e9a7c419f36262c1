"""papers: a command-line literature browser."""

__version__ = "0.1.0"
