"""Records and words of the domain; knows no file, no clock and no engine."""
