"""Looking after a library: checking, repairing, compacting and backing it up."""
