"""Finding records of the same work, and uniting them: candidates, comparison, clusters, merge."""
