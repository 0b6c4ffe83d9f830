"""A project of many records in a folder of its own, to build and to measure."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from tests.bench.texts import ROOT, texts

_TOPICS = ("党性教育", "组织生活", "规章制度", "理论学习", "窗口服务", "作风建设")
_FIELDS = ("窗口服务", "作风建设")


def write_project(folder: Path, corpus: Path | None, count: int) -> None:
    """A project of `count` records: three of four are articles and cases, the rest works."""
    shutil.copytree(ROOT / "content/vocab", folder / "content/vocab")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("编辑手册", "运维手册"))
    (folder / "docs/index.md").write_text("# 首页\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    for number, (title, body) in enumerate(texts(corpus, count)):
        _write_record(folder, number, title, body)


def _write_record(folder: Path, number: int, title: str, body: str) -> None:
    day = date(2016, 1, 4) + timedelta(days=number % 3600)
    common = {
        "title": f'"{title}"',
        "summary": f'"{title}，第 {number} 份"',
        "topics": f"[{_TOPICS[number % 6]}, {_TOPICS[(number // 6) % 6]}]"
        if number % 6 != (number // 6) % 6
        else f"[{_TOPICS[number % 6]}]",
        "date": day.isoformat(),
        "sample": "true",
    }
    link = f"\n另见[前一份](xk:r{number - 1:05})。\n" if number else ""
    if number % 4 == 0:
        collection, own = "library", {"genre": "制度", "year": str(day.year)}
    elif number % 4 == 1:
        collection, own = "articles", {"column": "读书分享", "author": "示例作者"}
    else:
        collection = "cases"
        own = {"unit": f"示例单位第{number % 7}支部", "year": str(day.year), "field": _FIELDS[number % 2]}
        body = "".join(
            f"## {name}\n\n{text}\n\n"
            for name, text in zip(("背景", "做法", "成效", "启示"), _quarters(body), strict=True)
        )
    fields = "".join(f"{key}: {value}\n" for key, value in {"id": f"r{number:05}", **common, **own}.items())
    place = folder / "content" / collection / f"{day.year}" / f"r{number:05}.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"---\n{fields}---\n\n{body}{link}", encoding="utf-8")


def _quarters(body: str) -> list[str]:
    paragraphs = [text for text in body.split("\n\n") if not text.startswith("#")]
    size = -(-len(paragraphs) // 4)
    return ["\n\n".join(paragraphs[start * size : (start + 1) * size]) or "（略）" for start in range(4)]


_CONFIG = """site_name: 基准
use_directory_urls: false
theme: {name: material, language: zh, font: false}
nav: [{首页: index.md}, {案例汇编: cases/index.md}]
exclude_docs: dev/
plugins: [xueku]
"""
