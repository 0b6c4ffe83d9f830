"""Markdown becomes Rendered, once per part; links between records are resolved afterwards."""
