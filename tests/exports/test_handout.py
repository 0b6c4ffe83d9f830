from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.samples import LIBRARY, examined, record
from xueku.exports.handout import handout
from xueku.model.document import Blank, Document, Listing, Paragraph
from xueku.typesetting.fonts import Fonts
from xueku.typesetting.press import Press


class _Proof(Press):
    """A press that keeps the text that it is given."""

    def pdf(
        self,
        template: str,
        title: str,
        data: Mapping[str, Any],
        texts: Mapping[str, Document] | None = None,
        enclosed: Mapping[str, bytes] | None = None,
    ) -> bytes:
        _PROOFS.append((texts or {})["handout"])
        return b""


_PROOFS: list[Document] = []


def test_an_item_that_ends_in_a_colon_has_a_line_to_write_on(tmp_path: Path) -> None:
    text = "- 做法一：\n- 说完了。\n- 分组：\n    - 甲组\n\n姓名：\n"
    checked = examined(tmp_path, {**LIBRARY, "courses/重温誓词/handout.md": text})
    handout(checked.linked, record(checked, "chongwen-shici"), _Proof(Fonts({}), tmp_path))
    listing, name = _PROOFS.pop().blocks
    assert isinstance(listing, Listing)
    assert isinstance(name, Paragraph)
    firsts = [item.blocks[0] for item in listing.items]
    lines = [first.line for first in firsts if isinstance(first, Paragraph)]
    assert [isinstance(line[-1], Blank) for line in (*lines, name.line)] == [True, False, False, False]
