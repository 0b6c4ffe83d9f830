"""Comments, drafts, hidden files and backups are nowhere in what readers get: pages, search, question bank, kits."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.samples import COURSE, HANDOUT, HOST, QUIZ, article
from tests.site.conftest import MKDOCS_YML, run

_SECRET = "neibuyijian"
"""Stands in all that is not to be seen; written like this it would be found in a page, a shard, a file's name."""
_COMMENT = f"<!-- {_SECRET} 内部意见 -->"
_FOLDER = "content/courses/重温誓词"

PLANTED = {
    f"{_FOLDER}/index.md": COURSE.replace(
        "## 会后七日", f"{_COMMENT}\n\n## 会后七日\n\n收齐{_COMMENT}为止。\n\n<!--\n{_SECRET}\n-->"
    ),
    f"{_FOLDER}/handout.md": f"{HANDOUT}\n{_COMMENT}\n",
    f"{_FOLDER}/host.md": f"{HOST}\n- 请坐{_COMMENT}\n",
    f"{_FOLDER}/quiz.yml": f"# {_SECRET}\n{QUIZ}".replace(
        "应当提前几日公布？", f"应当提前几日公布？{_COMMENT}"
    ).replace("xk:zhibu-gongzuo-guize#1)。", f"xk:zhibu-gongzuo-guize#1)。{_COMMENT}"),
    f"{_FOLDER}/.env": _SECRET,
    f"{_FOLDER}/~$表.docx": _SECRET,
    f"{_FOLDER}/index.md~": _SECRET,
    f"{_FOLDER}/index.md.bak": _SECRET,
    f"{_FOLDER}/.index.md.swp": _SECRET,
    f"{_FOLDER}/#index.md#": _SECRET,
    f"{_FOLDER}/.git/{_SECRET}.md": _SECRET,
    f"{_FOLDER}/没有链接到.txt": _SECRET,
    "content/articles/草稿.md": article("caogao", f"草稿 {_SECRET}", _SECRET, "status: draft"),
    "content/articles/撤下.md": article("chexia", f"撤下 {_SECRET}", _SECRET, "status: withdrawn"),
    "content/articles/.隐藏.md": article("yincang", f"隐藏 {_SECRET}", _SECRET),
    "content/articles/旧稿.md.orig": article("jiugao", f"旧稿 {_SECRET}", _SECRET),
    "docs/手册.md": f"# 手册\n\n先看{_COMMENT}[课程包](xk:chongwen-shici)。\n\n{_COMMENT}\n\n```text\n<!-- 写法 -->\n```\n",
    "docs/手册.md.bak": _SECRET,
    "docs/手册.md~": _SECRET,
    "docs/~$手册.docx": _SECRET,
    "docs/.手册.md.swp": _SECRET,
    "docs/#手册.md#": _SECRET,
    "docs/.旧稿.md": _SECRET,
    "content/vocab/topics.yml.bak": _SECRET,
}


def read_all(files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of files, and of all that is packed in them."""
    for name, content in files:
        yield name, content
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                inner = ((f"{name}/{one}", archive.read(one)) for one in archive.namelist())
                yield from read_all(inner)


def test_what_is_not_for_readers_is_nowhere_in_the_output(project: Path) -> None:
    (project / "mkdocs.yml").write_text(f"{MKDOCS_YML}      kits: true\n", "utf-8")
    for path, text in PLANTED.items():
        place = project / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    result = run(project, "xueku", "build")
    assert result.returncode == 0, result.stderr
    site = project / "site"
    seen = [
        *read_all(
            (file.relative_to(site).as_posix(), file.read_bytes())
            for file in site.rglob("*")
            if file.is_file()
        )
    ]
    names = [name for name, _ in seen]
    assert {"assets/search/manifest.js", "assets/quiz/bank.js"} <= {*names}
    assert any("/word/document.xml" in name for name in names), names
    found = [
        name
        for name, content in seen
        if _SECRET.encode() in content or "内部意见".encode() in content or _SECRET in name
    ]
    assert found == []
    assert not [name for name in names if re.search(r"(?:^|/)(?!\.rels)[.#~]|\.(?:bak|orig|swp)$|~$", name)]
    page = (site / "手册.html").read_text("utf-8")
    assert "&lt;!-- 写法 --&gt;" in page
    assert "<!--" not in page
