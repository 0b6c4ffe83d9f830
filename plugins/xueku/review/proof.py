"""Digital signatures of sign-offs, made and checked by OpenSSH (`ssh-keygen -Y`), with the keys that people already have."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.model.diagnostic import XuekuError

SIGNERS = "allowed_signers"
"""Beside the ledgers: one line for each person, name and public key, as ssh-keygen(1) describes ALLOWED SIGNERS."""

NAMESPACE = "xueku-signoff"
_HEAD, _TAIL = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


@dataclass(frozen=True)
class Doubt:
    """Why a digital signature does not hold: what was signed is not what stands there; its key is nobody's that we know; or that of `owner`, who is somebody else or whose key holds no more."""

    is_altered: bool = False
    is_unknown: bool = False
    owner: str = ""

    def __bool__(self) -> bool:
        """Whether there is one."""
        return self.is_altered or self.is_unknown or bool(self.owner)


def make_proof(statement: bytes, key: Path) -> str:
    """The signature of a statement with a private key, in one line of base64. Raises XuekuError if it cannot be made."""
    done = _run(["-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE], statement)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise XuekuError(
            key.name, f"签不了（{reason[-1] if reason else '没有说原因'}）", "检查私钥文件和口令"
        )
    return "".join(done.stdout.decode().replace(_HEAD, "").replace(_TAIL, "").split())


def doubt_of(statement: bytes, proof: str, by: str, signers: Path) -> Doubt:
    """Why `proof` is no signature of the statement by a key that `signers` has under the name `by`; an empty doubt where it is one."""
    try:
        known = signers.read_bytes() if signers.is_file() else b""
    except OSError:
        known = b""
    return _doubt_of(statement, proof, by, known)


@lru_cache(maxsize=4096)
def _doubt_of(statement: bytes, proof: str, by: str, signers: bytes) -> Doubt:
    with TemporaryDirectory(prefix="xueku-") as folder:
        signature, people = Path(folder, "proof"), Path(folder, "signers")
        signature.write_text(f"{_HEAD}\n{proof}\n{_TAIL}\n", "utf-8")
        people.write_bytes(signers)
        about = ["-n", NAMESPACE, "-s", str(signature)]
        if _run(["-Y", "verify", "-q", "-f", str(people), "-I", by, *about], statement).returncode == 0:
            return Doubt()
        if _run(["-Y", "check-novalidate", "-q", *about], statement).returncode:
            return Doubt(is_altered=True)
        found = _run(["-Y", "find-principals", "-q", "-f", str(people), "-s", str(signature)], b"")
        others = found.stdout.decode("utf-8", "replace").split() if found.returncode == 0 else []
        return Doubt(owner="、".join(others), is_unknown=not others)


def _run(arguments: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *arguments], input=content, capture_output=True, check=False)
    except OSError:
        raise XuekuError("ssh-keygen", "没有这个程序，数字签名做不了也查不了", "装上 OpenSSH") from None
