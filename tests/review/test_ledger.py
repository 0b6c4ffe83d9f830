"""Ledgers: read, added to, joined by git, and found out when they were tampered with."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from xueku.model.diagnostic import XuekuError
from xueku.model.review import Ledger, ReviewPolicy, SignOff
from xueku.review.canon import FORMS, digest_of_text
from xueku.review.ledger import entry_line, ownerless, read_ledger, read_ledgers, statement, write_sign_off
from xueku.review.proof import SIGNERS, doubt_of, make_proof
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


def _stand(folder: Path, text: str = TEXT) -> str:
    ledger, findings = read_ledger(folder / "shici.yml", "shici.yml")
    assert findings == []
    return "".join(
        sign_off.stage[0] for sign_off in standing_of((digest_of_text(text),), ledger, POLICY).signed
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_stored_ledger_still_counts(form: int) -> None:
    place = HERE / f"stored-{form}.yml"
    ledger, findings = read_ledger(place, "stored.yml")
    assert findings == []
    assert [entry.id for entry in ledger.entries[:2]] == [
        ledger.entries[1].sign_off.before[0],
        ledger.entries[2].sign_off.before[0],
    ]
    digest = digest_of_text(place.with_suffix(".txt").read_text("utf-8"))
    assert standing_of((digest,), ledger, POLICY).is_complete
    assert ledger.signed_text.startswith(f"xueku-text {form}\n")
    assert "".join(entry_line(entry.sign_off) for entry in ledger.entries) == place.read_text("utf-8")


def test_the_stages_of_one_text_may_be_signed_in_different_forms(tmp_path: Path) -> None:
    """As when the program was renewed between two stages."""
    _sign(tmp_path, "初审", "甲")
    newer = TEXT.replace("xueku-text 1", "xueku-text 2")
    _sign(tmp_path, "复审", "乙", text=newer)
    ledger, _ = read_ledger(tmp_path / "shici.yml", "shici.yml")
    both = digest_of_text(newer), digest_of_text(TEXT)
    assert len(standing_of(both, ledger, POLICY).signed) == 2
    # What only the older form sees is changed: its signature is void, and what was signed after it waits for it.
    assert standing_of(both[:1], ledger, POLICY).next_stage == "初审"


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


needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no OpenSSH")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with keys of 甲 and 乙, both of whom are known."""
    for name in ("甲", "乙"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(tmp_path / name)],
            check=True,
        )
    _know(tmp_path, 甲="甲", 乙="乙")
    return tmp_path


def _know(folder: Path, **keys: str) -> None:
    """Write down whose keys are whose."""
    lines = [f"{name} {(folder / f'{key}.pub').read_text()}" for name, key in keys.items()]
    (folder / SIGNERS).write_text("".join(lines), "utf-8")


@needs_ssh
def test_a_proof_is_of_one_person_and_of_one_statement(keys: Path) -> None:
    signers, proof = keys / SIGNERS, make_proof(b"said", keys / "甲")
    assert not doubt_of(b"said", proof, "甲", signers)
    assert doubt_of(b"said", proof, "乙", signers).owner == "甲"
    assert doubt_of(b"other", proof, "甲", signers).is_altered
    assert doubt_of(b"said", "AAAA", "甲", signers).is_altered
    assert doubt_of(b"said", proof, "甲", keys / "none").is_unknown
    with pytest.raises(XuekuError, match="签不了"):
        make_proof(b"said", keys / "没有这个文件")


def _sign_with_proof(folder: Path) -> None:
    bare = SignOff(stage="初审", by="甲", date=date(2026, 6, 20), text=digest_of_text(TEXT))
    proven = bare.model_copy(update={"proof": make_proof(statement(bare), folder / "甲")})
    write_sign_off(folder, "shici", proven, TEXT)
    _sign(folder, "复审", "乙")


@needs_ssh
@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({"乙": "乙"}, "用的公钥不在 allowed_signers 里"),
        ({"甲": "乙"}, "用的公钥不在 allowed_signers 里"),
        ({"乙": "甲"}, "用的公钥登记在乙名下"),
    ],
)
def test_a_key_that_is_no_longer_known_is_told_as_that(
    keys: Path, known: dict[str, str], message: str
) -> None:
    _sign_with_proof(keys)
    assert _stand(keys) == "初复"
    _know(keys, **known)
    ledger, findings = read_ledger(keys / "shici.yml", "shici.yml")
    assert [(one.code, one.span.line) for one in findings] == [("XK508", 1)]
    assert message in findings[0].message
    assert "改动过，但是" in findings[0].message
    # It stays in the chain and counts for nothing, even where no proof is asked for.
    assert standing_of((digest_of_text(TEXT),), ledger, POLICY).signed == ()


@needs_ssh
def test_an_entry_that_was_altered_after_its_proof_is_told_as_that(keys: Path) -> None:
    _sign_with_proof(keys)
    file = keys / "shici.yml"
    file.write_text(file.read_text("utf-8").replace("2026-06-20", "2026-06-21", 1), "utf-8")
    findings = read_ledger(file, "shici.yml")[1]
    assert (findings[0].code, findings[0].span.line) == ("XK503", 1)
    assert "“甲”签过以后改动过" in findings[0].message
