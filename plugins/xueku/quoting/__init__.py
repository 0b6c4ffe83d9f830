"""Quotations: where they stand, what they cite, and how they compare with the texts of the library."""
