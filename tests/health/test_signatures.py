from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.health.holdings import lines, looked_over
from tests.samples import LIBRARY, record, write_content
from xueku.build import examine
from xueku.model.review import CitedText, SignOff
from xueku.review.canon import canonical_text, digest_of_text
from xueku.review.ledger import FOLDER, read_ledger, write_sign_off

ID = "chongwen-shici"
COURSE = "courses/重温誓词/index.md"


def _sign(root: Path, work: str, *stages: str) -> None:
    """Sign stages of the course, which cites a work of this digest."""
    settings = write_content(root, LIBRARY)
    text = canonical_text(record(examine(settings), ID))
    folder = settings.content_dir / FOLDER
    folder.mkdir(exist_ok=True)
    cited = (CitedText(work="zhibu-gongzuo-guize", text=work),)
    for stage, by in zip(stages, "甲乙丙", strict=False):
        file = folder / f"{ID}.yml"
        before = read_ledger(file, file.name)[0].heads if file.is_file() else ()
        sign_off = SignOff(
            stage=stage,
            by=by,
            date=date(2026, 6, 20),
            text=digest_of_text(text),
            before=before,
            sources=cited,
        )
        write_sign_off(folder, ID, sign_off, text)


def _told(root: Path, concern: str, files: dict[str, str] | None = None) -> list[tuple[str, str]]:
    found = lines(looked_over(root, files or LIBRARY), concern)
    return [(line.what, line.remedy) for line in found if line.record == ID]


def test_a_site_that_does_not_sign_is_told_nothing(tmp_path: Path) -> None:
    assert _told(tmp_path, "unsigned") == []


def test_what_waits_is_told_with_the_command_to_sign_it(tmp_path: Path) -> None:
    _sign(tmp_path, "0" * 64, "初审")
    assert _told(tmp_path, "unsigned") == [("还没有复审", f"xueku sign {ID} --stage 复审 --by 姓名")]


def test_void_signatures_are_told_apart(tmp_path: Path) -> None:
    _sign(tmp_path, "0" * 64, "初审", "复审")
    changed = {**LIBRARY, COURSE: LIBRARY[COURSE].replace("六分钟", "七分钟")}
    assert _told(tmp_path, "void-signatures", changed) == [
        ("复审以后改过，签字失效", f"xueku sign {ID} --stage 初审 --by 姓名")
    ]
    assert _told(tmp_path, "unsigned", changed) == []


def test_an_amended_source_is_told_by_its_title(tmp_path: Path) -> None:
    _sign(tmp_path, "0" * 64, "初审", "复审", "终审")
    assert _told(tmp_path, "amended-source") == [
        ("签字以后，《示例单位支部工作规则》改过", f"xueku review {ID}")
    ]
