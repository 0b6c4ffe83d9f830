"""`scripts/bench build`: what a site of many pages costs, ours and its peers in one run."""
