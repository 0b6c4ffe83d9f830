from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import CASE, LIBRARY, examined, record, write_content
from xueku.build import examine
from xueku.render.link import Backlink, Destination


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("xk:zhibu-gongzuo-guize", Destination("zhibu-gongzuo-guize")),
        ("xk:zhibu-gongzuo-guize#12", Destination("zhibu-gongzuo-guize", "12")),
        ("xk:zhibu-gongzuo-guize#12-1", Destination("zhibu-gongzuo-guize", "12-1")),
        ("xk:zhibu-gongzuo-guize#99", "anchor"),
        ("xk:mei-you", "record"),
        ("#会后七日", Destination("chongwen-shici", "会后七日")),
        ("#%E4%BC%9A%E5%90%8E%E4%B8%83%E6%97%A5", Destination("chongwen-shici", "会后七日")),
        ("#会后八日", "anchor"),
        ("../../library/规则.md#1", Destination("zhibu-gongzuo-guize", "1")),
        ("../../library/%E8%A7%84%E5%88%99.md", Destination("zhibu-gongzuo-guize")),
        ("../../library/没有.md", "record"),
        ("index.md", Destination("chongwen-shici")),
        ("附件/登记表 (空白).pdf", Destination(file="附件/登记表 (空白).pdf")),
        (
            "附件/%E7%99%BB%E8%AE%B0%E8%A1%A8%20(%E7%A9%BA%E7%99%BD).pdf",
            Destination(file="附件/登记表 (空白).pdf"),
        ),
        ("./附件/../附件/登记表 (空白).pdf", Destination(file="附件/登记表 (空白).pdf")),
        ("附件/没有.pdf", "file"),
        ("../../../mkdocs.pdf", "outside"),
        ("/etc/passwd", "outside"),
    ],
)
def test_a_link_leads_where_it_says(tmp_path: Path, target: str, found: object) -> None:
    checked = examined(tmp_path, {**LIBRARY, "courses/重温誓词/附件/登记表 (空白).pdf": "表"})
    assert checked.linked.resolve(record(checked, "chongwen-shici"), target) == found


def test_backlinks_count_links_and_citations_but_not_paths(tmp_path: Path) -> None:
    around = examined(tmp_path).linked.surroundings
    assert around["zhibu-gongzuo-guize"].backlinks == (
        Backlink("2026-q4", 1),
        Backlink("qing-dan-dang-mian-gou", 1),
        # Two links in the body, one in the quiz, one source of the record and one of the quiz.
        Backlink("chongwen-shici", 5, ("12", "1")),
    )
    assert around["chongwen-shici"].backlinks == (Backlink("dushu-san-bian", 1),)
    # Recommended by the course, but neither linked nor cited.
    assert around["dushu-san-bian"].backlinks == ()
    assert "xin-shuji" not in {link.id for found in around.values() for link in found.backlinks}


def test_a_link_to_oneself_is_no_backlink(tmp_path: Path) -> None:
    files = {**LIBRARY, "cases/清单.md": CASE + "\n见[上面](#背景)和[本篇](清单.md)。\n"}
    linked = examine(write_content(tmp_path, files)).linked
    assert linked.surroundings["qing-dan-dang-mian-gou"].backlinks == ()
