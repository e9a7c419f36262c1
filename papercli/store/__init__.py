"""The store: what a library's folder holds, and how it is read and written."""
