"""Markdown as Typora, 语雀 and Obsidian write it becomes the Markdown that this site reads."""
