"""Compressed files beside those of a site, and files of its own that have their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.release.releases import SITE, made
from xueku.model.diagnostic import XuekuError


@pytest.mark.parametrize("name", ["表.csv.gz", "表.csv.br", "资料.tar.gz"])
def test_a_file_of_the_site_that_servers_would_send_for_another_is_refused(tmp_path: Path, name: str) -> None:
    site = {**SITE, f"assets/{name}": "旧的", f"assets/{name[:-3]}": "新的"}
    with pytest.raises(XuekuError, match="服务器会把它发出去") as caught:
        made(tmp_path, site=site)
    assert str(caught.value).startswith(f"assets/{name}:")
    assert f"{name.partition('.')[0]}-压缩." in caught.value.remedy


def test_a_compressed_file_that_stands_alone_is_released(tmp_path: Path) -> None:
    manifest, _ = made(tmp_path, site={**SITE, "assets/表.csv.gz": "压缩好的"})
    assert "assets/表.csv.gz" in manifest.site
