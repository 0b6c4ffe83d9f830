"""From the first draft to the release and back: the commands of review, as people use them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.papers import press_at
from tests.samples import LIBRARY, REPOSITORY, commit, write_content
from xueku.adapters.mkdocs.audience import CURRENT
from xueku.adapters.mkdocs.commands import differing_files
from xueku.cli import main
from xueku.review.history import Head, Lines, counted_in_git
from xueku.update import reviews

ID = "chongwen-shici"
COURSE = "courses/重温誓词/index.md"
SIGNERS = (("初审", "示例编辑甲"), ("复审", "示例编辑乙"), ("终审", "示例负责人丙"))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    write_content(tmp_path, LIBRARY)
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    text = (tmp_path / "mkdocs.yml").read_text("utf-8")
    nav = text[text.index("\nnav:") : text.index("\nexclude_docs:")]
    # Kits take long to make, and are tests of their own.
    text = text.replace(nav, "\n").replace("      kits: true\n", "")
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
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


def _run_git(folder: Path, *words: str) -> None:
    name = ["-c", "user.name=示例编辑", "-c", "user.email=xueku@example.com"]
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)


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
    _change(project, "三位同志各讲六分钟。", "三位同志各讲六分钟，卡片三张。")
    assert _sign(project, "初审", "示例编辑甲").exit_code == 0
    assert "退回了" not in _run(project, "check").output


def test_what_was_returned_and_is_unchanged_is_signed_only_with_an_answer(project: Path) -> None:
    _sign(project, "退回", "示例编辑乙", "--note", "情景卡少一张")
    before = (project / f"content/signoffs/{ID}.yml").read_bytes()
    # Neither a change that nobody sees nor one that is taken back is a change.
    _change(project, "- [x] 第七日", "* [x] 第七日")
    for words in ((), ("--note", "。")):
        refused = _sign(project, "初审", "示例编辑甲", *words)
        assert refused.exit_code == 2
        assert "这一稿示例编辑乙退回过（情景卡少一张），读者看得见的一个字也没有改" in refused.output
        assert "--note" in refused.output
    assert (project / f"content/signoffs/{ID}.yml").read_bytes() == before
    assert _sign(project, "初审", "示例编辑甲", "--note", "卡片在讲义里，共两张").exit_code == 0
    assert "初审 示例编辑甲 2026-06-20：卡片在讲义里，共两张" in _run(project, "review", ID).output
    assert _sign(project, "复审", "示例编辑丁").exit_code == 0


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
    press_at(project)
    _sign(project, "初审", "示例编辑甲")
    _change(project, "六分钟", "七分钟")
    sheets = [tmp_path / "一.pdf", tmp_path / "二.pdf"]
    for place in sheets:
        words = ["review", "--config", str(project / "mkdocs.yml"), "sheet", ID, "-o", str(place)]
        assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == 0
    content = sheets[0].read_bytes()
    assert content == sheets[1].read_bytes()
    assert content.startswith(b"%PDF")


def _lose_the_last(project: Path) -> str:
    """Take the last entry out of the ledger; gives what it was."""
    ledger = project / f"content/signoffs/{ID}.yml"
    whole = ledger.read_text("utf-8")
    ledger.write_text("".join(whole.splitlines(keepends=True)[:2]), "utf-8")
    return whole


def test_a_ledger_that_lost_an_entry_is_told_by_every_command_until_it_is_put_back(project: Path) -> None:
    _sign_all(project)
    commit(project, "2026-06-21T08:00:00+08:00")
    whole = _lose_the_last(project)
    for words in (("check",), ("build",), ("review",), ("review", ID), ("build", "--release")):
        assert "XK504" in _run(project, *words).output, words
    assert "签字记录和 git 里的对不上" in _run(project, "health").output
    told = _run(project, "check")
    assert f"content/signoffs/{ID}.yml:1:1: 错误 XK504" in told.output
    assert _released(project) == set()
    CURRENT.mode, CURRENT.withheld = "publish", {}
    assert _run(project, "build").exit_code == 1
    refused = _sign(project, "终审", "示例负责人丙")
    assert refused.exit_code == 2
    assert "签字记录先要改好" in refused.output
    (project / f"content/signoffs/{ID}.yml").write_text(whole, "utf-8")
    for words in (("check",), ("build",), ("review",), ("health",)):
        told = _run(project, *words)
        assert (told.exit_code, "XK504" in told.output) == (0, False), words


def test_git_is_asked_for_its_history_only_where_another_commit_is_checked_out(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_all(project)
    commit(project, "2026-06-21T08:00:00+08:00")
    asked: list[str] = []

    def ask(root: Path, folder: Path, head: Head) -> Mapping[str, Lines]:
        asked.append(head.commit)
        return counted_in_git(root, folder, head)

    monkeypatch.setattr(reviews, "counted_in_git", ask)
    for _ in range(3):
        assert _run(project, "check").exit_code == 0
    assert len(asked) == 1
    # A ledger that changes is compared with what was kept.
    _lose_the_last(project)
    assert "XK504" in _run(project, "check").output
    assert len(asked) == 1
    _run_git(project, "commit", "--quiet", "-am", "悄悄删掉")
    assert "XK504" in _run(project, "check").output
    assert len(asked) == 2


def test_a_shallow_clone_is_told_once_and_releases_nothing(project: Path, tmp_path: Path) -> None:
    _sign_all(project)
    commit(project, "2026-06-21T08:00:00+08:00")
    _run_git(project, "commit", "--quiet", "--allow-empty", "-m", "又一次")
    shallow = tmp_path / "浅"
    _run_git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project}", str(shallow))
    for words in (("check",), ("review",), ("review", ID)):
        told = _run(shallow, *words).output
        assert told.count("提示 XK507 这里只有一部分 git 历史") == 1, words
    assert "XK507" not in _run(shallow, "build").output
    refused = _run(shallow, "build", "--release")
    assert refused.exit_code == 2
    assert "不能正式发布" in refused.output
    assert "git fetch --unshallow" in refused.output
    _run_git(shallow, "fetch", "--quiet", "--unshallow")
    assert "XK507" not in _run(shallow, "check").output
    assert _run(shallow, "build", "--release").exit_code == 0


def test_a_folder_that_is_no_repository_is_told_once_and_releases(project: Path) -> None:
    assert "XK507" not in _run(project, "check").output
    _sign_all(project)
    for words in (("check",), ("review",), ("build", "--release")):
        told = _run(project, *words)
        assert (told.exit_code, told.output.count("XK507 这里没有 git 历史")) == (0, 1), words


def test_a_code_that_does_not_match_is_told_for_what_it_is(project: Path) -> None:
    def code_of(id_: str) -> str:
        shown = _run(project, "review", id_).output
        return shown[shown.index("短码 ") + 3 :][:9]

    first = code_of(ID)
    _sign(project, "初审", "示例编辑甲")
    _change(project, "六分钟", "七分钟")
    now = code_of(ID)
    mistyped = ("A" if now[0] != "A" else "B") + now[1:]
    for code, message in (
        (first, f"（现在是 {now}），是 2026-06-20 示例编辑甲初审的那一稿的"),
        (code_of("dushu-san-bian"), "是另一份材料 dushu-san-bian 的"),
        (mistyped, "两个很像，可能抄错了"),
        ("2222-2222", "也不是签过的哪一稿的"),
    ):
        refused = _sign(project, "初审", "示例编辑甲", "--code", code)
        assert refused.exit_code == 2
        assert message in refused.output
    wide = now.lower().replace("-", "－").translate({ord(sign): ord(sign) + 0xFEE0 for sign in "abcdefgh"})
    assert _sign(project, "初审", "示例编辑甲", "--code", wide).exit_code == 0


def test_a_changed_attachment_is_told_by_its_name(project: Path) -> None:
    file = project / "content/courses/重温誓词/media/墙.txt"
    file.parent.mkdir()
    file.write_text("墙", "utf-8")
    _change(project, "## 会后七日", "[誓词墙](media/墙.txt)\n\n## 会后七日")
    _sign_all(project)
    file.write_text("牆", "utf-8")
    assert "签字失效：附件“media/墙.txt”换了内容" in _run(project, "check").output
    assert "附件：附件“media/墙.txt”换了内容" in _run(project, "review", ID).output


def test_words_of_the_template_are_not_published(project: Path) -> None:
    assert _run(project, "new", "case", "kong-yangzi", "--title", "空样子").exit_code == 0
    file = next((project / "content/cases").glob("*kong-yangzi*"))
    assert "XK211" not in _run(project, "check").output
    file.write_text(file.read_text("utf-8").replace("status: draft", "status: published"), "utf-8")
    told = _run(project, "check")
    assert told.exit_code == 1
    assert told.output.count("错误 XK211 这里还是样子里的话") >= 4
