"""A Word file becomes Markdown and proposed fields: read with evidence, given its structure, written, and counted character by character."""
