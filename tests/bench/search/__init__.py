"""`scripts/bench search`: relevance, bytes and times of search engines in a reader's browser, all in one run."""
