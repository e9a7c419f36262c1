"""Pages copied from a trending-papers site, and other alternations of titles and abstracts."""
