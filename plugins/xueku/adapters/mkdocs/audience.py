"""For whom the next build of this process is: MkDocs' own commands have no place for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xueku.model.record import Mode
from xueku.review.publish import Withheld


@dataclass
class Audience:
    """Readers of a site: all, or those who may rely on every signature and from whom some records are `withheld`. `opens` is the page that a preview opens in the browser.

    `is_told_plainly` says that whoever asked for the build reads our words and not the engine's.
    """

    mode: Mode = "publish"
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    opens: str = ""
    is_told_plainly: bool = False


CURRENT = Audience()
