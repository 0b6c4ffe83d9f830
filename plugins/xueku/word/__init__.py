"""Word files: pages and styles of official papers, and texts set in them."""
