"""Records become one checked Catalog (DCAT): collections, facets, references, what is related to what."""
