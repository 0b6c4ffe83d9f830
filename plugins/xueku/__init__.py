"""学库 xueku: a git repository of Markdown becomes an intranet learning site."""

__version__ = "0.1.0"
