"""HTML pages: read by allow list, written anew as Markdown; nothing of their HTML is passed on."""
