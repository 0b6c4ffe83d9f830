"""The engines that a site can choose from, by the name that settings call them."""

from __future__ import annotations

from xueku.search.engine import SearchEngine
from xueku.search.lunr_engine import LunrEngine
from xueku.search.xueku_engine import XuekuEngine

ENGINES: dict[str, SearchEngine] = {engine.name: engine for engine in (XuekuEngine(), LunrEngine())}
