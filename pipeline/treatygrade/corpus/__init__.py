"""Published reports by symbol, gold grades as facts, and data sets that split honestly."""
