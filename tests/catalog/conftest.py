from __future__ import annotations

import pytest

from tests.samples import ARTICLE, examined
from xueku.model.record import Record


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """An article that tests copy and change."""
    checked = examined(
        tmp_path_factory.mktemp("样本"), {"articles/三遍.md": ARTICLE.replace("xk:chongwen-shici", "#")}
    )
    return checked.linked.catalog.records["dushu-san-bian"]
