"""Static search: what is searched, and the engines that write an index for the browser."""

from xueku.search.engine import SearchEngine
from xueku.search.lunr_engine import LunrEngine
from xueku.search.xueku_engine import XuekuEngine

ENGINES: dict[str, SearchEngine] = {engine.name: engine for engine in (XuekuEngine(), LunrEngine())}

__all__ = ["ENGINES", "SearchEngine"]
