"""Services on the Internet that are asked about papers, and only where the reader says so."""
