"""Broken files: each is told at its place, whatever else is broken; nothing hangs, nothing is thrown, nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.samples import write_content
from tests.source.broken import archives, fields, files, parts, texts
from tests.source.broken.case import Broken
from xueku.cli import main
from xueku.model.diagnostic import Severity
from xueku.source.settings import read_settings
from xueku.update.examining import examined

GROUPS: Mapping[str, tuple[Broken, ...]] = {
    "大小": texts.SIZE,
    "编码": texts.ENCODING,
    "字符": texts.CHARACTERS,
    "半截": texts.HALVES,
    "写法": fields.SYNTAX,
    "不许写的": fields.REFUSED,
    "值": fields.VALUES,
    "名字": files.NAMES,
    "不是普通文件": files.NO_PLAIN_FILES,
    "出了文件夹": files.PLACES,
    "文件类型": files.TYPES,
    "文档": archives.OFFICE,
    "压缩包": archives.ARCHIVES,
    "图": archives.PICTURES,
    "自测和讲义": parts.QUIZZES,
    "词表": parts.VOCABULARIES,
    "签字记录": parts.SIGN_OFFS,
    "手册": parts.DOCS,
    "设置": parts.SETTING_VALUES,
}
BATCHES = [(name, tuple(case for case in group if not case.is_alone)) for name, group in GROUPS.items()]
ALONE = [case for group in GROUPS.values() for case in group if case.is_alone]


def found_in(root: Path) -> dict[str, list[str]]:
    """The errors and warnings on a project, by path: `path:line code`, in the order of the report."""
    settings, findings = read_settings(root / "mkdocs.yml")
    told: dict[str, list[str]] = defaultdict(list)
    with examined(settings) as seen:
        for finding in [*findings, *seen.findings]:
            if finding.severity > Severity.HINT:
                assert finding.remedy, finding
                told[finding.span.path].append(f"{finding.span.path}:{finding.span.line} {finding.code}")
    return told


def differences(case: Broken, told: Mapping[str, list[str]]) -> list[str]:
    """What is not told of a case as it should be, and what is told besides."""
    paths = {
        *case.files,
        *(one.rpartition(" ")[0].rpartition(":")[0] or one.rpartition(" ")[0] for one in case.told),
    }
    paths |= {one.rpartition(" ")[0] for one in case.told}
    wanted = sorted(one if _has_line(one) else one.replace(" XK", ":1 XK") for one in case.told)
    got = sorted({one for path in paths for one in told.get(path, ())})
    return [] if wanted == got else [f"{case.name}: {wanted} != {got}"]


def _has_line(one: str) -> bool:
    return one.rpartition(" ")[0].rpartition(":")[2].isdigit()


@pytest.mark.parametrize(("name", "cases"), BATCHES, ids=[name for name, _ in BATCHES])
def test_every_broken_file_is_told_at_its_place(name: str, cases: tuple[Broken, ...], tmp_path: Path) -> None:
    if not cases:
        pytest.skip("each of these has a project of its own")
    write_content(tmp_path, {})
    for number, case in enumerate(cases):
        case.write(tmp_path, number)
    told = found_in(tmp_path)
    wrong = [difference for case in cases for difference in differences(case, told)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", ALONE, ids=[case.name for case in ALONE])
def test_a_broken_file_of_the_project_is_told_at_its_place(case: Broken, tmp_path: Path) -> None:
    write_content(tmp_path, {})
    case.write(tmp_path, 0)
    wrong = differences(case, found_in(tmp_path))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "path", "content", "begins"), parts.STOPPED, ids=[one[0] for one in parts.STOPPED]
)
def test_settings_that_cannot_be_read_stop_everything(
    name: str, path: str, content: bytes | str, begins: str, tmp_path: Path
) -> None:
    write_content(tmp_path, {})
    Broken(name, {path: content}, ()).write(tmp_path, 0)
    result = CliRunner().invoke(main, ["check", "--config", str(tmp_path / "mkdocs.yml")])
    assert (result.exit_code, type(result.exception)) == (2, SystemExit), result.exc_info
    assert result.stderr.startswith(begins), result.stderr
    assert "改法：" in result.stderr


def test_the_corpus_is_large_and_no_case_stands_twice() -> None:
    cases = [case for group in GROUPS.values() for case in group]
    assert len(cases) + len(parts.STOPPED) >= 340
    assert len({case.name for case in cases}) == len(cases)
