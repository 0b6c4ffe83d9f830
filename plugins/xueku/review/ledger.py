"""`content/signoffs/<id>.yml`: one line for each entry, only ever added at the end.

An entry is one line of JSON after `- `, so that git can join the lines that two people added (`merge=union`), and so that a damaged line
takes no other with it. `before` names the entry that stood last when this one was made: entries of two branches form a fork, not a fault.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Severity, Span, XuekuError, shown
from xueku.model.review import Entry, Ledger, SignOff
from xueku.model.system_error import system_reason
from xueku.review.proof import SIGNERS, Doubt, doubt_of
from xueku.source.text import read_text
from xueku.source.typed import read_value
from xueku.source.yaml_tree import Sequence, read_tree

FOLDER = "signoffs"
"""Below the content folder."""

ATTRIBUTES = "*.yml merge=union\n"
"""What git has to know of the folder."""

_MARK = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


def uses_review(content_dir: Path) -> bool:
    """Whether anything is signed on this site, or is to be: the folder of ledgers is there."""
    return (content_dir / FOLDER).is_dir()


def read_ledgers(content_dir: Path, root: Path) -> tuple[dict[str, Ledger], list[Diagnostic]]:
    """Every ledger of a content folder, by the id of its record, and findings."""
    ledgers: dict[str, Ledger] = {}
    findings: list[Diagnostic] = []
    for file in sorted((content_dir / FOLDER).glob("*.yml")):
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
        ledgers[file.stem], found = read_ledger(file, path)
        findings += found
    return ledgers, findings


def ownerless(ledgers: Iterable[Ledger]) -> list[Diagnostic]:
    """A finding for each of these ledgers, whose records are not there."""
    remedy = "材料改了编号就改回去；材料删掉了，这个文件也删掉"
    return [
        Diagnostic(Span(ledger.path), "XK505", "没有这个编号的材料", remedy, Severity.WARNING)
        for ledger in ledgers
    ]


def read_ledger(file: Path, path: str) -> tuple[Ledger, list[Diagnostic]]:
    """The entries of one ledger, and findings on lines that are none. `path` is the name shown in findings."""
    text, found = _text(file, path)
    findings = [*found]
    entries: list[Entry] = []
    for number, line in enumerate(text.split("\n"), 1):
        if _MARK.match(line):
            findings.append(_unmerged(path, number))
        elif line.strip() and not line.startswith("#"):
            entry, found = _read_entry(line, path, number, file.with_name(SIGNERS))
            findings += found
            entries += [entry] if entry else []
    findings += _loose(entries)
    kept = file.with_suffix(".txt")
    signed_text = read_text(kept, path)[0] if kept.is_file() else ""
    return Ledger(path, tuple(entries), signed_text or ""), findings


def entry_line(sign_off: SignOff) -> str:
    """A sign-off as a line of a ledger, with the line end."""
    return f"- {_canonical(sign_off)}\n"


def entry_id(sign_off: SignOff) -> str:
    """What tells an entry from all others: 32 hexadecimal figures over all it says, its proof excepted."""
    return hashlib.sha256(statement(sign_off)).hexdigest()[:32]


def statement(sign_off: SignOff) -> bytes:
    """What a digital signature of an entry is made over."""
    return _canonical(sign_off.model_copy(update={"proof": None})).encode()


def write_sign_off(folder: Path, id_: str, sign_off: SignOff, text: str) -> None:
    """Add an entry to the ledger of `id_`, and keep the text that was signed. Raises XuekuError if the disk refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        attributes = folder / ".gitattributes"
        if not attributes.exists():
            attributes.write_text(ATTRIBUTES, "utf-8")
        file = folder / f"{id_}.yml"
        before = file.read_bytes() if file.is_file() else b""
        gap = b"" if not before or before.endswith(b"\n") else b"\n"
        _write_whole(file, before + gap + entry_line(sign_off).encode())
        _write_whole(folder / f"{id_}.txt", text.encode())
    except OSError as error:
        place = Path(str(error.filename)).name if error.filename else FOLDER
        raise XuekuError(
            place, f"写不进去（{system_reason(error)}）", "检查权限和磁盘空间，再签一次"
        ) from None


def _write_whole(file: Path, content: bytes) -> None:
    """Write a file so that whoever reads it finds it as it was or as it is to be."""
    passing = file.with_name(f".{file.name}.tmp")
    passing.write_bytes(content)
    passing.replace(file)


def _text(file: Path, path: str) -> tuple[str, list[Diagnostic]]:
    text, found = read_text(file, path)
    # Conflict markers are told by line, with what is to be done in a ledger.
    if text is None and all(finding.code == "XK006" for finding in found):
        return file.read_text("utf-8", "replace"), []
    return text or "", [finding for finding in found if finding.code != "XK006"]


def _read_entry(line: str, path: str, number: int, signers: Path) -> tuple[Entry | None, list[Diagnostic]]:
    node, _ = read_tree(line, path, number)
    if not isinstance(node, Sequence) or len(node.items) != 1:
        return None, [_damaged(path, number, "这一行读不出来")]
    sign_off, _, found = read_value(SignOff, node.items[0], node.items[0].span)
    if sign_off is None:
        return None, [_damaged(path, number, found[0].message)]
    span, said = node.items[0].span, statement(sign_off)
    if sign_off.proof is None:
        return Entry(entry_id(sign_off), sign_off, span), []
    doubt = doubt_of(said, sign_off.proof, sign_off.by, signers)
    if doubt.is_altered:
        message = f"数字签名和这一条的内容对不上：{shown(sign_off.by)}签过以后改动过"
        return None, [_damaged(path, number, message)]
    # One whose key is not known was made all the same: it stays a link of the chain, and counts for nothing.
    entry = Entry(entry_id(sign_off), sign_off, span, is_proven=not doubt)
    return entry, [_unproven(path, number, sign_off.by, doubt)] if doubt else []


def _loose(entries: Iterable[Entry]) -> list[Diagnostic]:
    """A finding for each entry that names one before it which is not there: something was taken out or altered."""
    known: set[str] = set()
    findings = []
    for entry in entries:
        if not known.issuperset(entry.sign_off.before):
            findings.append(_damaged(entry.span.path, entry.span.line, "这一条前面的签字记录被删掉或改动过"))
        known.add(entry.id)
    return findings


def _damaged(path: str, number: int, message: str) -> Diagnostic:
    remedy = "签字记录只能加，不能改；用 git checkout 取回原来的文件，再用 xueku sign 签"
    return Diagnostic(Span(path, number), "XK503", message, remedy)


def _unproven(path: str, number: int, by: str, doubt: Doubt) -> Diagnostic:
    reason = (
        f"用的公钥登记在{doubt.owner}名下，或者已经过期"
        if doubt.owner
        else f"用的公钥不在 {SIGNERS} 里（换过、删掉了，或者已经过期）"
    )
    message = f"{shown(by)}的数字签名没有改动过，但是{reason}，这一条不算"
    remedy = f"把签字时的公钥写回 {SIGNERS}：换了钥匙、离开了的，旧公钥也留着；不该算的，请人重新签"
    return Diagnostic(Span(path, number), "XK508", message, remedy, Severity.WARNING)


def _unmerged(path: str, number: int) -> Diagnostic:
    message = "两个人同时签了字，合并时留下了标记"
    return Diagnostic(Span(path, number), "XK503", message, "只删掉这一行标记；两边的签字记录都留下")


def _canonical(sign_off: SignOff) -> str:
    """An entry as JSON: only what it says, in the order of the declaration, so that a field of a later version changes nothing."""
    said = sign_off.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(said, ensure_ascii=False)
