"""An edit of a work has just those records checked again that have to do with its words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.samples import WORK, article
from tests.update.desk import Desk, codes, equals_clean

_CITED = "[《示例单位支部工作规则》第十二条](xk:zhibu-gongzuo-guize#12)"
_COPIED = "会后七日内形成记录；三会一课的记录单独存放。"
_OTHER = WORK.replace("zhibu-gongzuo-guize", "jilu-banfa").replace("支部工作规则", "记录办法")


def _begun(tmp_path: Path, *texts: str) -> Desk:
    """A project with articles of these texts, built."""
    desk = Desk.begin(tmp_path / "项目")
    for number, text in enumerate(texts):
        desk.write(f"articles/{number}.md", article(f"wenzhang-{number}", f"第{number}篇", text))
    equals_clean(desk)
    return desk


def _codes(desk: Desk) -> list[str]:
    equals_clean(desk)
    return codes(desk)


def test_an_edited_work_has_the_records_checked_that_quote_it_and_no_others(tmp_path: Path) -> None:
    desk = _begun(tmp_path, f"写着“三会一课的记录单独存放”（{_CITED}）。", "没有引文。", f"见{_CITED}。")
    desk.change("library/规则.md", "单独存放", "另行存放")
    outcome = equals_clean(desk)
    assert [(finding.code, finding.span.path) for finding in outcome.findings] == [
        ("XK601", "content/articles/0.md")
    ]
    # The work, the course that quotes another sentence of it, and the article.
    assert desk.last["生成的材料"] == 3


def test_an_edited_record_is_compared_with_the_whole_library(tmp_path: Path) -> None:
    desk = _begun(tmp_path, "没有引文。")
    desk.change("articles/0.md", "没有引文。", _COPIED)
    assert _codes(desk) == ["XK605"]
    assert desk.last["生成的材料"] == 1


def test_words_that_a_work_comes_to_share_are_found_where_they_stood_before(tmp_path: Path) -> None:
    words = "承诺卡由本人收存，支部只登记题目和日期，不作评比。"
    desk = _begun(tmp_path, words)
    desk.change("library/规则.md", "承诺只登记，不评比。", words)
    assert _codes(desk) == ["XK605"]
    desk.change("library/规则.md", words, "承诺只登记，不评比。")
    assert _codes(desk) == []


def test_the_first_work_and_the_last_one_are_noticed(tmp_path: Path) -> None:
    desk = Desk.begin(tmp_path / "项目")
    for name in ("library", "courses", "cases", "paths", "guides", "articles"):
        shutil.rmtree(desk.content / name)
    desk.write("articles/0.md", article("wenzhang", "一篇", _COPIED))
    assert _codes(desk) == []
    desk.write("library/规则.md", WORK)
    assert _codes(desk) == ["XK605"]
    (desk.content / "library/规则.md").unlink()
    assert _codes(desk) == []


def test_a_quotation_of_unknown_origin_is_looked_for_in_every_new_work(tmp_path: Path) -> None:
    text = "写着“保管期限为三十年，到期销毁”（[《记录办法》第一条](xk:jilu-banfa#1)）。"
    desk = _begun(tmp_path)
    desk.write("library/办法.md", _OTHER)
    desk.write("articles/0.md", article("wenzhang", "一篇", text))
    assert _codes(desk) == ["XK603"]
    desk.change("library/规则.md", "不评比。", "不评比。\n\n第二十五条　保管期限为三十年，到期销毁。")
    assert _codes(desk) == ["XK606"]
    desk.change("library/办法.md", "提前三日公布议题。", "提前三日公布议题。保管期限为三十年，到期销毁。")
    assert _codes(desk) == []


def test_right_quotations_are_known_as_such_without_rapidfuzz(tmp_path: Path) -> None:
    desk = Desk.begin(tmp_path / "项目")
    program = (
        "import sys; from pathlib import Path; from xueku.build import examine\n"
        "from xueku.model.settings import Settings\n"
        f"assert not examine(Settings(Path({str(desk.root)!r}))).findings\n"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
