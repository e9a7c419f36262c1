"""From the records of dumps to papers in the library."""
