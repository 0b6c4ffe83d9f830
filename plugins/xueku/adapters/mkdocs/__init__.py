"""MkDocs 1.6 with Material 9.8 (and ProperDocs, which runs the same plugins)."""
