"""From the first draft to the release and back: the commands of review, as people use them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.samples import LIBRARY, REPOSITORY, commit, write_content
from xueku.adapters.mkdocs.audience import CURRENT
from xueku.adapters.mkdocs.commands import differing_files
from xueku.cli import main

ID = "chongwen-shici"
COURSE = "courses/重温誓词/index.md"
SIGNERS = (("初审", "示例编辑甲"), ("复审", "示例编辑乙"), ("终审", "示例负责人丙"))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    write_content(tmp_path, LIBRARY)
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    text = (tmp_path / "mkdocs.yml").read_text("utf-8")
    nav = text[text.index("\nnav:") : text.index("\nexclude_docs:")]
    (tmp_path / "mkdocs.yml").write_text(text.replace(nav, "\n"), "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/手册.md").write_text(f"# 手册\n\n见[课程](xk:{ID})。\n", "utf-8")
    yield tmp_path
    CURRENT.mode, CURRENT.withheld = "publish", {}


def _run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--config", str(project / "mkdocs.yml")], catch_exceptions=False)


def _sign(project: Path, stage: str, by: str, *words: str, id_: str = ID) -> Result:
    return _run(project, "sign", id_, "--stage", stage, "--by", by, "--date", "2026-06-20", *words)


def _sign_all(project: Path, id_: str = ID) -> None:
    for stage, by in SIGNERS:
        assert _sign(project, stage, by, id_=id_).exit_code == 0


def _change(project: Path, old: str, new: str, file: str = COURSE) -> None:
    place = project / "content" / file
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")


def _released(project: Path) -> set[str]:
    result = _run(project, "build", "--release")
    assert result.exit_code == 0, result.output
    return {path.parent.name for path in (project / "site").glob("*/*/index.html")}


def test_a_release_has_exactly_what_is_signed_at_every_stage(project: Path) -> None:
    _sign_all(project)
    _sign(project, "初审", "示例编辑甲", id_="zhibu-gongzuo-guize")
    assert _released(project) == {ID}
    page = (project / "site/courses" / ID / "index.html").read_text("utf-8")
    assert "示例负责人丙，2026年6月20日" in page
    assert "xk-banner--draft" not in page
    assert not (project / "site/review").exists()
    handbook = (project / "site/手册.html").read_text("utf-8")
    assert f"courses/{ID}/index.html" in handbook


def test_a_release_is_verified_byte_by_byte_against_a_release(project: Path) -> None:
    _sign_all(project)
    result = _run(project, "build", "--release", "--verify")
    assert (result.exit_code, "逐字节相同" in result.stderr) == (0, True), result.output
    # A site for all has what the release leaves out.
    everything = differing_files(project / "mkdocs.yml")
    assert f"courses/{ID}/index.html" in everything
    assert "library/zhibu-gongzuo-guize/index.html" in everything


def test_one_character_changed_after_signing_drops_the_page_and_changed_back_it_returns(
    project: Path,
) -> None:
    _sign_all(project)
    _sign_all(project, "zhibu-gongzuo-guize")
    assert _released(project) == {ID, "zhibu-gongzuo-guize"}
    _change(project, "六分钟", "七分钟")
    result = _run(project, "build", "--release")
    assert "content/courses/重温誓词/index.md《重温入党誓词》：终审以后改过，签字失效" in result.output
    assert "发布 1 份材料" in result.output
    assert not (project / "site/courses" / ID).exists()
    assert "chongwen-shici" not in (project / "site/手册.html").read_text("utf-8")
    told = _run(project, "check", str(project / "content/courses")).output
    assert "XK502" in told
    assert "“同志各讲六分钟。”改成“同志各讲七分钟。”" in told
    _change(project, "七分钟", "六分钟")
    assert _released(project) == {ID, "zhibu-gongzuo-guize"}


def test_a_record_with_an_error_or_that_cannot_be_read_is_left_out_and_stops_nothing_else(
    project: Path,
) -> None:
    for id_ in (ID, "zhibu-gongzuo-guize"):
        _sign_all(project, id_)
    _change(project, "date: 2026", "date: 某年2026", "library/规则.md")
    result = _run(project, "build", "--release")
    assert result.exit_code == 0, result.output
    assert "content/library/规则.md：有 1 处错误（XK103）" in result.output
    # What a released record says of one that is left out becomes words; the link to it is no mistake of its own.
    assert (project / "site/courses" / ID / "index.html").exists()


def test_without_any_signature_a_release_is_empty_and_says_so(project: Path) -> None:
    result = _run(project, "build", "--release")
    assert "发布 0 份材料，留下 6 份" in result.output
    assert "还没有初审" in result.output


def test_an_ordinary_build_shows_what_is_not_signed_and_says_nothing_of_it(project: Path) -> None:
    _sign(project, "初审", "示例编辑甲")
    assert _run(project, "build").exit_code == 0
    page = (project / "site/courses" / ID / "index.html").read_text("utf-8")
    assert "示例编辑甲" not in page
    assert "审签" not in page


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("复审", "示例编辑乙"), "现在不能签复审：这一稿已经有初审、复审"),
        (("终审", "示例编辑甲"), "示例编辑甲已经签了这一稿的初审"),
        (("会签", "示例编辑丁"), "没有“会签”这一级"),
        (("终审", "示例负责人丙", "--code", "AAAA-AAAA"), "审签单上的短码“AAAA-AAAA”不是现在这一稿的"),
        (("终审", "示例负责人丙", "--date", "昨天"), "日期应写成"),
        (("终审", " "), "“审签人”不能空着"),
        (("退回", "示例编辑丁"), "退回要写明意见"),
        (("终审", "示例负责人\n丙"), "“审签人”不能空着，姓名只写一行"),
    ],
)
def test_a_signature_that_would_not_count_is_refused(
    project: Path, words: tuple[str, ...], message: str
) -> None:
    for stage, by in SIGNERS[:2]:
        assert _sign(project, stage, by).exit_code == 0
    before = (project / f"content/signoffs/{ID}.yml").read_bytes()
    result = _sign(project, *words)
    assert result.exit_code == 2
    assert message in result.output
    assert "改法" in result.output
    assert (project / f"content/signoffs/{ID}.yml").read_bytes() == before


def test_a_record_with_errors_cannot_be_signed_but_returned(project: Path) -> None:
    _change(project, "minutes: 20", "minutes: 25")
    refused = _sign(project, "初审", "示例编辑甲")
    assert refused.exit_code == 2
    assert "还有 1 处错误，不能签" in refused.output
    assert _sign(project, "退回", "示例编辑甲", "--note", "时长对不上").exit_code == 0
    _change(project, "minutes: 25", "minutes: 20")
    assert "等初审" in _run(project, "review").output


def test_what_was_returned_is_told_with_the_reason(project: Path) -> None:
    _sign(project, "初审", "示例编辑甲")
    _sign(project, "退回", "示例编辑乙", "--note", "情景卡少一张")
    assert "示例编辑乙退回了这份材料：情景卡少一张" in _run(project, "check").output
    assert "退回：退回 示例编辑乙 2026-06-20：情景卡少一张" in _run(project, "review", ID).output
    assert _sign(project, "初审", "示例编辑甲").exit_code == 0
    assert "退回了" not in _run(project, "check").output


def test_the_code_on_the_sheet_lets_a_clerk_sign_for_what_was_signed_on_paper(project: Path) -> None:
    shown = _run(project, "review", ID).output
    code = shown[shown.index("短码 ") + 3 :][:9]
    assert _sign(project, "初审", "示例编辑甲", "--code", code.lower().replace("-", "")).exit_code == 0


def test_an_amended_source_makes_a_signed_page_due_until_it_is_confirmed(project: Path) -> None:
    _sign_all(project)
    _change(project, "提前三日公布议题", "提前五日公布议题", "library/规则.md")
    told = _run(project, "check", str(project / "content/courses")).output
    assert "XK506 签字以后，依据的《示例单位支部工作规则》改过" in told
    assert "依据改过，要再看（1）" in _run(project, "review").output
    assert _sign(project, "终审", "示例负责人丙").exit_code == 0
    assert "XK506" not in _run(project, "check", str(project / "content/courses")).output


def test_the_sheet_is_a_pdf_and_the_same_each_time(project: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    _sign(project, "初审", "示例编辑甲")
    _change(project, "六分钟", "七分钟")
    sheets = [tmp_path / "一.pdf", tmp_path / "二.pdf"]
    for place in sheets:
        words = ["review", "--config", str(project / "mkdocs.yml"), "sheet", ID, "-o", str(place)]
        assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == 0
    content = sheets[0].read_bytes()
    assert content == sheets[1].read_bytes()
    assert content.startswith(b"%PDF")


def test_a_ledger_that_lost_an_entry_is_told_by_check_and_keeps_its_record_out(project: Path) -> None:
    _sign_all(project)
    commit(project, "2026-06-21T08:00:00+08:00")
    ledger = project / f"content/signoffs/{ID}.yml"
    ledger.write_text("".join(ledger.read_text("utf-8").splitlines(keepends=True)[:2]), "utf-8")
    told = _run(project, "check").output
    assert f"content/signoffs/{ID}.yml:1:1: 错误 XK504" in told
    assert _released(project) == set()


def test_words_of_the_template_are_not_published(project: Path) -> None:
    assert _run(project, "new", "case", "kong-yangzi", "--title", "空样子").exit_code == 0
    file = next((project / "content/cases").glob("*kong-yangzi*"))
    assert "XK211" not in _run(project, "check").output
    file.write_text(file.read_text("utf-8").replace("status: draft", "status: published"), "utf-8")
    told = _run(project, "check")
    assert told.exit_code == 1
    assert told.output.count("错误 XK211 这里还是样子里的话") >= 4
