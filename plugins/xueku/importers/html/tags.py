"""What each element of HTML is for: whatever is not named here is passed over, its words kept."""

from __future__ import annotations

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
GONE = frozenset(
    "script style template noscript iframe object embed applet canvas svg math video audio map".split()
)
"""Left out with all that they hold: programs, and what is no text."""
CHROME = frozenset("nav aside footer form button select textarea dialog menu".split())
"""Left out of a page, and named with their words."""
STRONG = frozenset("b strong mark".split())
WEAK = frozenset("i em cite".split())
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html iframe li main nav object ol p pre script section style summary table tbody td "
    "template tfoot th thead tr ul video audio".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em embed font i img ins kbd label mark meter nobr o q rp rt "
    "ruby s samp small span strike strong sub sup svg time tt u var wbr input button select canvas noscript link meta "
    "center".split()
)
KNOWN = BLOCKS | INLINE | GONE | VOID
"""Names that are HTML: anything else in angle brackets is somebody's text."""
