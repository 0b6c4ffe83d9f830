"""Files become typed records; every value keeps its place."""
