"""A release is signed as it was made, and packed with its signature."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import which

from xueku.model.diagnostic import XuekuError
from xueku.release.commit import TAG, has_commit, last_release
from xueku.release.contents import write_packages
from xueku.release.lock import locked
from xueku.release.manifest import Manifest, read_manifest
from xueku.release.served import Served
from xueku.release.signature import SIGNERS, sign_manifest, signer_of
from xueku.release.verify import verify_folder


def sign(
    folder: Path, key: Path, tell: Callable[[str], None], wait: float = 60
) -> tuple[Manifest, list[Path]]:
    """Sign a release that is as it was made, and pack it anew; gives the manifest and the packages.

    Raises XuekuError if it was changed since, is installed, has no tag in its repository, or there is no such release or key.
    """
    if folder.is_file():
        raise XuekuError(str(folder), "要给发布的文件夹，不是压缩包", "签好以后压缩包会重新打")
    read_manifest(folder)
    if Served(folder.resolve().parent.parent).current:
        message = "这是服务器上装着的发布，不能在这里签名"
        raise XuekuError(folder.name, message, "要签的是 xueku release 做出来的文件夹")
    with locked(folder.resolve().parent, "sign-release", wait, tell):
        verdict = verify_folder(folder, None)
        manifest = verdict.manifest
        if not verdict.is_whole:
            told = "\n".join(verdict.damage())
            remedy = f"删掉这个文件夹和标签（git tag -d {TAG}{manifest.number}），重新 xueku release"
            raise XuekuError(manifest.name, f"做好以后又改过，没有签名\n{told}", remedy)
        for place in (folder.resolve().parent, Path.cwd()):
            _refuse_untagged(place, manifest)
        sign_manifest(folder, key)
        signers = folder.resolve().parent / SIGNERS
        if signers.is_file() and not signer_of(folder, signers):
            tell(f"注意：{signers} 里没有这把钥匙，服务器的名单里也没有的话，装不上")
        return manifest, write_packages(folder, manifest, folder.resolve().parent)


def _refuse_untagged(place: Path, manifest: Manifest) -> None:
    """Raise XuekuError if `place` is in the repository of a release, and no tag there numbers it: its number would be given once more."""
    if manifest.base or not which("git") or not has_commit(place, manifest.commit):
        return
    number = manifest.number.number
    tagged = last_release(place, below=number + 1)
    if (tagged.number, tagged.manifest) != (number, manifest.digest):
        message = f"仓库里没有这次发布的标签 {TAG}{manifest.number}，没有签名"
        remedy = (
            "标签在别处的，取回来：git fetch --tags；没打上的（断了电），再运行一次 xueku release，号不变"
        )
        raise XuekuError(manifest.name, message, remedy)
