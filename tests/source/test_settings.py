from __future__ import annotations

from pathlib import Path

import pytest

from xueku.model.diagnostic import XuekuError
from xueku.model.settings import Settings, SiteSettings
from xueku.source.settings import read_settings, without_kits


def _read(folder: Path, text: str) -> tuple[Settings, list[str]]:
    file = folder / "mkdocs.yml"
    file.write_text(text, "utf-8")
    settings, findings = read_settings(file)
    return settings, [str(finding) for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        "site_name: 支部学库\nplugins:\n  - search\n  - xueku:\n      content: 内容\n      searches: [誓词]\n",
        "site_name: 支部学库\nplugins:\n  search: {}\n  xueku:\n    content: 内容\n    searches: 誓词\n",
    ],
)
def test_both_ways_of_writing_plugins_are_read(tmp_path: Path, text: str) -> None:
    settings, findings = _read(tmp_path, text)
    assert findings == []
    assert (settings.site_name, settings.site.content, settings.site.searches) == (
        "支部学库",
        "内容",
        ("誓词",),
    )
    assert settings.content_dir == tmp_path / "内容"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plugins: [xueku]\n",
        "plugins: {xueku: }\n",
        "plugins: [search]\n",
        "plugins:\n  - xueku:\n",
        "theme: material\n",
    ],
)
def test_what_is_not_written_has_its_default(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == (Settings(tmp_path, "学库", SiteSettings()), [])


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "mkdocs.yml") == (Settings(tmp_path), [])


def test_an_unknown_key_is_found_in_its_place(tmp_path: Path) -> None:
    settings, findings = _read(tmp_path, "plugins:\n  - xueku:\n      contents: 内容\n")
    assert settings.site == SiteSettings()
    assert [finding.split("\n") for finding in findings] == [
        ["mkdocs.yml:3:7: 错误 XK102 没有“contents”这个字段", "    改法：改成 content（内容文件夹）"]
    ]


def test_an_engine_that_is_not_there_is_found(tmp_path: Path) -> None:
    _, findings = _read(tmp_path, "plugins:\n  - xueku: {engine: elastic}\n")
    assert findings[0].startswith("mkdocs.yml:2:21: 错误 XK103 “搜索引擎”只能是")


def test_foreign_tags_are_neither_run_nor_refused(tmp_path: Path) -> None:
    settings, findings = _read(
        tmp_path,
        "site_url: !ENV [SITE_URL, '']\nmarkdown_extensions:\n  - toc:\n      slugify: !!python/name:os.system\n"
        "    - !!python/object/apply:os.abort []\nplugins: [xueku]\n".replace("    - !!", "  - !!"),
    )
    assert (settings.site, findings) == (SiteSettings(), [])


@pytest.mark.parametrize(
    "data",
    [b"plugins: [xueku\n", "site_name: 学库\n".encode("gbk"), b"a: b: c\n"],
    ids=["bracket", "gbk", "colons"],
)
def test_a_file_that_is_no_yaml_cannot_be_gone_on_from(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(data)
    with pytest.raises(XuekuError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("plugins:\n  - xueku:\n      kits: true\n", "plugins:\n  - xueku:\n      kits: false\n"),
        (
            "plugins:\n  - xueku: {kits: true, tagline: 好}\n",
            "plugins:\n  - xueku: {kits: false, tagline: 好}\n",
        ),
        ("plugins:\n  - search\n  - xueku:\n      kits:  'true'\n", None),
        ("plugins:\n  - xueku\n", "plugins:\n  - xueku\n"),
    ],
)
def test_kits_are_switched_off_however_they_are_written(
    tmp_path: Path, text: str, without: str | None
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_name: 学库\n{text}", "utf-8")
    written = without_kits(file)
    if without is not None:
        assert written == f"site_name: 学库\n{without}"
    file.write_text(written, "utf-8")
    assert not read_settings(file)[0].site.kits
