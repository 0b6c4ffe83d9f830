"""What an examination of the content costs, and which passages that two records share it finds."""
