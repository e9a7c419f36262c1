"""YAML: bibliographies, notes about papers, citation files."""
