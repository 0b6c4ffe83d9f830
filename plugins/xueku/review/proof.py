"""Digital signatures of sign-offs, made and checked by OpenSSH (`ssh-keygen -Y`), with the keys that people already have."""

from __future__ import annotations

import subprocess
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.model.diagnostic import XuekuError

SIGNERS = "allowed_signers"
"""Beside the ledgers: one line for each person, name and public key, as ssh-keygen(1) describes ALLOWED SIGNERS."""

NAMESPACE = "xueku-signoff"
_HEAD, _TAIL = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


def make_proof(statement: bytes, key: Path) -> str:
    """The signature of a statement with a private key, in one line of base64. Raises XuekuError if it cannot be made."""
    done = _run(["-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE], statement)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise XuekuError(
            key.name, f"签不了（{reason[-1] if reason else '没有说原因'}）", "检查私钥文件和口令"
        )
    return "".join(done.stdout.decode().replace(_HEAD, "").replace(_TAIL, "").split())


def is_proven(statement: bytes, proof: str, by: str, signers: Path) -> bool:
    """Whether `proof` is a signature of the statement by a key that `signers` has under the name `by`."""
    try:
        known = signers.read_bytes()
    except OSError:
        return False
    return _is_proven(statement, proof, by, known)


@lru_cache(maxsize=4096)
def _is_proven(statement: bytes, proof: str, by: str, signers: bytes) -> bool:
    with TemporaryDirectory(prefix="xueku-") as folder:
        signature, people = Path(folder, "proof"), Path(folder, "signers")
        signature.write_text(f"{_HEAD}\n{proof}\n{_TAIL}\n", "utf-8")
        people.write_bytes(signers)
        arguments = ["-Y", "verify", "-q", "-f", str(people), "-I", by, "-n", NAMESPACE, "-s", str(signature)]
        return _run(arguments, statement).returncode == 0


def _run(arguments: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *arguments], input=content, capture_output=True, check=False)
    except OSError:
        raise XuekuError("ssh-keygen", "没有这个程序，数字签名做不了也查不了", "装上 OpenSSH") from None
