"""The signature of a manifest, made and checked by OpenSSH (`ssh-keygen -Y`). Two keys are allowed, so that one can be replaced."""

from __future__ import annotations

import binascii
import re
import struct
import subprocess
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.manifest import MANIFEST, SIGNATURE

NAMESPACE = "xueku-release"
SIGNERS = "allowed_signers"
"""One line a key: a name, `namespaces="xueku-release"` if wanted, and the public key; see ssh-keygen(1), ALLOWED SIGNERS."""

_BEGIN = b"-----BEGIN SSH SIGNATURE-----"
_KEY_TYPES = ("ssh-ed25519", "sk-ssh-ed25519@openssh.com")
"""Ed25519, the key in a file or in a token."""
_LISTED = re.compile(
    rf"^\s*[^#\s].*\s(?:{'|'.join(map(re.escape, _KEY_TYPES))})\s+AAAA".encode(), re.MULTILINE
)
_REASONS = {
    "incorrect passphrase": "口令不对",
    "are too open": "别人也能读这个私钥文件",
    "invalid format": "这不是私钥文件，或者它坏了",
    "error in libcrypto": "这不是私钥文件，或者它坏了",
    "no private key found": "这不是私钥文件，或者它坏了",
    "permission denied": "没有权限读这个私钥文件",
}


def sign_manifest(folder: Path, key: Path) -> None:
    """Put the signature beside the manifest. Raises XuekuError if it cannot be made, OSError if it cannot be written."""
    if not key.is_file():
        raise XuekuError(str(key), "没有这个私钥文件", "运行 ssh-keygen -t ed25519 -f 私钥文件 做一把")
    done = _run(["-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE], (folder / MANIFEST).read_bytes())
    if done.returncode:
        raise XuekuError(key.name, f"签不了（{_reason(done)}）", "检查私钥文件的权限（600）和口令")
    if _key_type(done.stdout) not in _KEY_TYPES:
        message = "不是 Ed25519 的钥匙，没有签名"
        raise XuekuError(key.name, message, "运行 ssh-keygen -t ed25519 -f 私钥文件 另做一把")
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
    if not _LISTED.search(signers.read_bytes()):
        message = "名单里没有一行读得懂的公钥"
        raise XuekuError(str(signers), message, "存成 UTF-8，一行一把：名字 ssh-ed25519 AAAA…")
    manifest, signature = folder / MANIFEST, folder / SIGNATURE
    if not signature.is_file() or _key_type(signature.read_bytes()) not in _KEY_TYPES:
        return ""
    about = ["-f", str(signers), "-s", str(signature)]
    found = _run(["-Y", "find-principals", *about], b"")
    names = found.stdout.decode("utf-8", "replace").splitlines() if not found.returncode else []
    for name in dict.fromkeys(names):
        checked = _run(["-Y", "verify", "-q", "-I", name, "-n", NAMESPACE, *about], manifest.read_bytes())
        if checked.returncode == 0:
            return name
    return ""


def _run(arguments: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *arguments], input=content, capture_output=True, check=False)
    except OSError:
        raise XuekuError("ssh-keygen", "没有这个程序，签名做不了也验不了", "装上 OpenSSH") from None


def _key_type(signature: bytes) -> str:
    """Of which type the key is that made a signature; empty if it is no signature. The form is PROTOCOL.sshsig of OpenSSH."""
    armored = signature.partition(_BEGIN)[2].partition(b"-----")[0]
    try:
        blob = binascii.a2b_base64(armored)
        magic, _version, _length, length = struct.unpack_from(">6sIII", blob)
    except (binascii.Error, struct.error):
        return ""
    start = struct.calcsize(">6sIII")
    return blob[start : start + length].decode("ascii", "replace") if magic == b"SSHSIG" else ""


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode("utf-8", "replace").lower()
    return next((reason for words, reason in _REASONS.items() if words in said), "ssh-keygen 没有说清原因")
