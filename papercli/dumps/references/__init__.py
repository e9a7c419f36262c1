"""Lists of references, as papers, theses and reference managers print them."""
