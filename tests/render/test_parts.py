from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import article, examined
from xueku.render import pool
from xueku.render.parts import render_all


def test_a_pool_gives_what_one_process_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        f"articles/{n}.md": article(
            f"bian-{n}",
            f"第{n}遍",
            f"## 第{n}遍\n\n只画线，说三会一课，见[上一遍](xk:bian-{max(n - 1, 0)})。",
        )
        for n in range(70)
    }
    catalog = examined(tmp_path, files).linked.catalog
    alone = render_all(catalog)
    monkeypatch.setattr(pool, "POOL_FROM", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert render_all(catalog) == alone


def test_every_part_and_question_is_rendered(tmp_path: Path) -> None:
    names = {name for id_, name in examined(tmp_path).linked.rendered if id_ == "chongwen-shici"}
    assert names == {"body", "handout", "host", "quiz.0.stem", "quiz.0.explanation"}
