"""What the comparison of quotations with a library costs, and what it finds."""
