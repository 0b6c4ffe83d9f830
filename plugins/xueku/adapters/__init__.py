"""The only room that imports a site engine; one folder an engine."""
