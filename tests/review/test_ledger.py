"""Ledgers: read, added to, joined by git, and found out when they were tampered with."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from xueku.model.diagnostic import XuekuError
from xueku.model.review import Ledger, ReviewPolicy, SignOff
from xueku.review.canon import digest_of_text
from xueku.review.history import altered_ledgers
from xueku.review.ledger import entry_line, ownerless, read_ledger, read_ledgers, write_sign_off
from xueku.review.proof import SIGNERS, is_proven, make_proof
from xueku.review.standing import standing_of

HERE = Path(__file__).parent
POLICY = ReviewPolicy()
TEXT = "xueku-text 1\ntitle: 重温入党誓词\n"


def _sign(folder: Path, stage: str, by: str, id_: str = "shici", text: str = TEXT) -> None:
    ledger, _ = (
        read_ledger(folder / f"{id_}.yml", id_) if (folder / f"{id_}.yml").exists() else (Ledger(""), [])
    )
    sign_off = SignOff(
        stage=stage, by=by, date=date(2026, 6, 20), text=digest_of_text(text), before=ledger.heads
    )
    write_sign_off(folder, id_, sign_off, text)


def _git(root: Path, *words: str, check: bool = True) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    name = ["-c", "user.name=示例编辑", "-c", "user.email=a@example.cn", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *name, *words], cwd=root, capture_output=True, text=True, check=False, env=environment
    )
    assert not check or done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def _stand(folder: Path, text: str = TEXT) -> str:
    ledger, findings = read_ledger(folder / "shici.yml", "shici.yml")
    assert findings == []
    return "".join(sign_off.stage[0] for sign_off in standing_of(digest_of_text(text), ledger, POLICY).signed)


def test_a_stored_ledger_still_counts() -> None:
    ledger, findings = read_ledger(HERE / "stored.yml", "stored.yml")
    assert findings == []
    assert [entry.id for entry in ledger.entries[:2]] == [
        ledger.entries[1].sign_off.before[0],
        ledger.entries[2].sign_off.before[0],
    ]
    digest = digest_of_text((HERE / "stored.txt").read_text("utf-8"))
    assert standing_of(digest, ledger, POLICY).is_complete
    assert ledger.signed_text.startswith("xueku-text 1\n")
    assert "".join(entry_line(entry.sign_off) for entry in ledger.entries) == (HERE / "stored.yml").read_text(
        "utf-8"
    )


def test_signing_adds_a_line_and_keeps_the_text(tmp_path: Path) -> None:
    _sign(tmp_path, "初审", "甲")
    first = (tmp_path / "shici.yml").read_bytes()
    _sign(tmp_path, "复审", "乙")
    assert (tmp_path / "shici.yml").read_bytes().startswith(first)
    assert (tmp_path / "shici.txt").read_text("utf-8") == TEXT
    assert _stand(tmp_path) == "初复"
    ledgers, findings = read_ledgers(tmp_path.parent, tmp_path.parent)
    assert (ledgers, findings) == ({}, [])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitattributes", "shici.txt", "shici.yml"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "signoffs").write_text("不是文件夹")
    with pytest.raises(XuekuError, match="写不进去"):
        _sign(tmp_path / "signoffs", "初审", "甲")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- {stage: 初审", "这一行读不出来"),
        ("初审 甲", "这一行读不出来"),
        ('- {"stage": "初审", "by": "甲", "date": "昨天", "text": "%s"}' % ("a" * 64), "“日期”"),
        ('- {"stage": "初审", "by": "甲", "date": "2026-06-20", "text": "abc"}', "“指纹”"),
        ('- {"stage": "初审", "date": "2026-06-20", "text": "%s"}' % ("a" * 64), "缺少“审签人”"),
        ("<<<<<<< HEAD", "合并时留下了标记"),
        (">>>>>>> 乙", "合并时留下了标记"),
    ],
)
def test_a_damaged_line_is_told_and_takes_no_other_with_it(tmp_path: Path, line: str, message: str) -> None:
    _sign(tmp_path, "初审", "甲")
    with (tmp_path / "shici.yml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    ledger, findings = read_ledger(tmp_path / "shici.yml", "shici.yml")
    assert [(finding.code, finding.span.line) for finding in findings] == [("XK503", 2)]
    assert message in findings[0].message
    assert len(ledger.entries) == 1


def test_an_entry_taken_out_of_the_middle_or_altered_is_found_without_git(tmp_path: Path) -> None:
    for stage, by in (("初审", "甲"), ("复审", "乙"), ("终审", "丙")):
        _sign(tmp_path, stage, by)
    whole = (tmp_path / "shici.yml").read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    for text in (
        lines[0] + lines[2],
        whole.replace("乙", "丁"),
        whole.replace("2026-06-20", "2026-06-21", 1),
    ):
        (tmp_path / "shici.yml").write_text(text, "utf-8")
        assert [finding.code for finding in read_ledger(tmp_path / "shici.yml", "shici.yml")[1]] == ["XK503"]


def test_a_ledger_of_no_record_is_told() -> None:
    assert [str(finding.span) for finding in ownerless([Ledger("content/signoffs/mei-le.yml")])] == [
        "content/signoffs/mei-le.yml:1:1"
    ]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    _git(tmp_path, "init", "--quiet")
    _sign(tmp_path / "content/signoffs", "初审", "甲")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "--quiet", "-m", "初审")
    return tmp_path


def test_two_branches_that_sign_in_parallel_are_joined_by_git_alone(repository: Path) -> None:
    folder = repository / "content/signoffs"
    _git(repository, "switch", "--quiet", "-c", "other")
    _sign(folder, "复审", "乙")
    _git(repository, "commit", "--quiet", "-am", "复审 乙")
    _git(repository, "switch", "--quiet", "main")
    _sign(folder, "复审", "丙")
    _git(repository, "commit", "--quiet", "-am", "复审 丙")
    _git(repository, "merge", "--quiet", "--no-edit", "other")
    assert _stand(folder) == "初复"
    ledger, _ = read_ledger(folder / "shici.yml", "shici.yml")
    assert len(ledger.heads) == 2
    _sign(folder, "终审", "丁")
    assert _stand(folder) == "初复终"
    assert altered_ledgers(repository / "content", repository, ["shici"]) == []


@pytest.mark.parametrize("is_committed", [False, True])
def test_what_git_knew_and_is_gone_is_found(repository: Path, is_committed: bool) -> None:
    file = repository / "content/signoffs/shici.yml"
    _sign(file.parent, "复审", "乙")
    _git(repository, "commit", "--quiet", "-am", "复审")
    # The last entry: no other names it.
    file.write_text(file.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    assert read_ledger(file, "shici.yml")[1] == []
    if is_committed:
        _git(repository, "commit", "--quiet", "-am", "悄悄删掉")
    found = altered_ledgers(repository / "content", repository, ["shici"])
    assert [(finding.code, str(finding.span)) for finding in found] == [
        ("XK504", "content/signoffs/shici.yml:1:1")
    ]


def test_an_entry_that_a_merge_dropped_is_found(repository: Path) -> None:
    folder = repository / "content/signoffs"
    _git(repository, "switch", "--quiet", "-c", "other")
    _sign(folder, "复审", "乙")
    _git(repository, "commit", "--quiet", "-am", "复审 乙")
    _git(repository, "switch", "--quiet", "main")
    _git(repository, "merge", "--quiet", "--no-edit", "--strategy", "ours", "other")
    assert [finding.code for finding in altered_ledgers(repository / "content", repository, ["shici"])] == [
        "XK504"
    ]


def test_a_ledger_may_go_with_its_record_and_a_folder_below_the_repository_is_looked_at(
    repository: Path,
) -> None:
    (repository / "content/signoffs/shici.yml").unlink()
    assert altered_ledgers(repository / "content", repository, []) == []
    assert len(altered_ledgers(repository / "content", repository, ["shici"])) == 1


def test_without_git_nothing_is_told(tmp_path: Path) -> None:
    _sign(tmp_path / "content/signoffs", "初审", "甲")
    assert altered_ledgers(tmp_path / "content", tmp_path, ["shici"]) == []


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no OpenSSH")
def test_a_proof_is_of_one_person_and_of_one_statement(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(tmp_path / name)],
            check=True,
        )
    signers = tmp_path / SIGNERS
    signers.write_text("".join(f"{name} {(tmp_path / f'{name}.pub').read_text()}" for name in ("甲", "乙")))
    proof = make_proof(b"said", tmp_path / "甲")
    assert is_proven(b"said", proof, "甲", signers)
    assert not is_proven(b"said", proof, "乙", signers)
    assert not is_proven(b"other", proof, "甲", signers)
    assert not is_proven(b"said", "AAAA", "甲", signers)
    assert not is_proven(b"said", proof, "甲", tmp_path / "none")
    with pytest.raises(XuekuError, match="签不了"):
        make_proof(b"said", tmp_path / "没有这个文件")
