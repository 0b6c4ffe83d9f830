"""Foreign formats become files of the content; one module a format, none writes to the disk."""
