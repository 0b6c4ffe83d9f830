"""The signature of a manifest, made and checked by OpenSSH (`ssh-keygen -Y`). Two keys are allowed, so that one can be replaced."""

from __future__ import annotations

import subprocess
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.manifest import MANIFEST, SIGNATURE

NAMESPACE = "xueku-release"
SIGNERS = "allowed_signers"
"""One line a key: a name, `namespaces="xueku-release"` if wanted, and the public key; see ssh-keygen(1), ALLOWED SIGNERS."""


def sign_manifest(folder: Path, key: Path) -> None:
    """Put the signature beside the manifest. Raises XuekuError if it cannot be made, OSError if it cannot be written."""
    if not key.is_file():
        raise XuekuError(str(key), "没有这个私钥文件", "运行 ssh-keygen -t ed25519 -f 私钥文件 做一把")
    done = _run(["-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE], (folder / MANIFEST).read_bytes())
    if done.returncode:
        raise XuekuError(key.name, f"签不了（{_reason(done)}）", "检查私钥文件的权限（600）和口令")
    target = folder / SIGNATURE
    passing = folder / f".{SIGNATURE}"
    passing.write_bytes(done.stdout)
    passing.replace(target)


def signer_of(folder: Path, signers: Path) -> str:
    """Under which name `signers` has the key that signed the manifest in a folder; empty if it is none of them or signed something else.

    Raises XuekuError if there is no file of allowed keys.
    """
    if not signers.is_file():
        message = "没有可信公钥的名单，验不了是谁发布的"
        raise XuekuError(str(signers), message, "把发布方的公钥写进去，一行一把：名字 ssh-ed25519 AAAA…")
    manifest, signature = folder / MANIFEST, folder / SIGNATURE
    about = ["-f", str(signers), "-s", str(signature)]
    found = _run(["-Y", "find-principals", *about], b"")
    for name in (
        dict.fromkeys(found.stdout.decode("utf-8", "replace").split()) if not found.returncode else ()
    ):
        checked = _run(["-Y", "verify", "-q", "-I", name, "-n", NAMESPACE, *about], manifest.read_bytes())
        if checked.returncode == 0:
            return name
    return ""


def _run(arguments: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *arguments], input=content, capture_output=True, check=False)
    except OSError:
        raise XuekuError("ssh-keygen", "没有这个程序，签名做不了也验不了", "装上 OpenSSH") from None


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "没有说原因"
