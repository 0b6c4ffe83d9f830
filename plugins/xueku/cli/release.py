"""Commands of releases: make, sign and compare them where the repository is; verify, install, roll back, withdraw where readers are served."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from xueku.cli.common import config_option, engine, refused, stop
from xueku.model.diagnostic import XuekuError

_SPACE = "检查文件夹的权限和磁盘空间；网站还是原来的样子"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_file = click.Path(path_type=Path)
_root_option = click.option(
    "--root", required=True, type=_file, envvar="XUEKU_ROOT", help="服务器上放发布的文件夹"
)
_wait_option = click.option(
    "--wait", default=60, show_default=True, type=click.IntRange(0), help="别的命令正在用时，最多等几秒"
)
_keys_option = click.option(
    "--keys", type=_file, help="可信公钥的名单；不写就用发布旁边或上一层的 allowed_signers"
)
_anew_option = click.option(
    "--anew", is_flag=True, help="仓库重建过、号从头数起的：不管以前装过什么，从这一次算起"
)
_again_option = click.option("--again", is_flag=True, help="紧急撤下过的材料也让它重新出现")


@click.command()
@click.option("--out", type=_file, help="放进这个文件夹；不写就是项目里的 releases/")
@_wait_option
@config_option
def release(out: Path | None, wait: int, config_file: Path) -> None:
    """从一次干净的提交做出一次发布：编号的文件夹、清单、说明和两个压缩包。"""
    from xueku.release.commit import TAG
    from xueku.releasing import RefusedError
    from xueku.releasing import release as make

    with _told():
        place = out or config_file.resolve().parent / "releases"
        try:
            manifest, folder, packages = make(config_file, place, engine().build_into, _say, wait)
        except RefusedError as error:
            click.echo("\n".join(map(str, error.findings)), err=True)
            click.echo(f"{error.message}。{error.remedy}", err=True)
            sys.exit(1)
        _say(f"发布 {manifest.name}：{len(manifest.site)} 个文件，写在 {folder}")
        for package in packages:
            _say(f"  {package}（{package.stat().st_size / 1e6:.1f} MB）")
        _say(f"下一步：xueku sign-release {folder} --key 私钥文件")
        _say(f"有共用仓库的，标签也推上去：git push origin {TAG}{manifest.number}")


@click.command("sign-release")
@click.argument("folder", metavar="发布的文件夹", type=_file)
@click.option("--key", required=True, type=_file, help="Ed25519 私钥文件（ssh-keygen -t ed25519 做的）")
def sign_release(folder: Path, key: Path) -> None:
    """给一次发布签名，并把签名装进压缩包。"""
    from xueku.release.signing import sign

    with _told():
        manifest, packages = sign(folder, key, _say)
        _say(f"签好了 {manifest.name}")
        _say(f"交给运维：{packages[0]}")


@click.command()
@click.argument("place", metavar="发布的文件夹或压缩包", type=_file)
@_keys_option
@click.option("--deep", is_flag=True, help="另外从那次提交重新生成一遍，逐字节比较；要在仓库里运行")
@config_option
def verify(place: Path, keys: Path | None, deep: bool, config_file: Path) -> None:
    """验一次发布：签名对不对，每个文件是不是原样。退出码 0 完好，1 不完好，2 验不了。"""
    from tempfile import TemporaryDirectory

    from xueku.cli.release_places import refuse_what_is_no_package, signers_near
    from xueku.release.package import unpack
    from xueku.release.verify import refuse_what_no_package_has, verify_folder

    with _told(), TemporaryDirectory(prefix="xueku-") as passing:
        if not place.exists():
            raise XuekuError(str(place), "没有这个文件或文件夹", "检查路径")
        if not place.is_dir():
            refuse_what_is_no_package(place)
        signers = keys or signers_near(place.resolve())
        folder = place.resolve()
        if place.is_file():
            folder = Path(passing, unpack(place, Path(passing)))
        verdict = verify_folder(folder, signers)
        if place.is_file():
            refuse_what_no_package_has(folder, verdict.manifest)
        click.echo("\n".join(verdict.lines()))
        is_good = verdict.is_good
        if deep and is_good:
            from xueku.releasing import rebuilt_differences

            differing = rebuilt_differences(
                config_file, verdict.manifest, engine().build_into, Path(passing, "deep")
            )
            click.echo(
                "\n".join(f"  重新生成的不一样：{address}" for address in differing)
                or "从提交重新生成，逐字节相同"
            )
            is_good = not differing
    sys.exit(0 if is_good else 1)


@click.command()
@click.argument("archive", metavar="压缩包", type=_file)
@_root_option
@_again_option
@_anew_option
@_wait_option
def install(archive: Path, root: Path, again: bool, anew: bool, wait: int) -> None:
    """解开、验证一个发布包，都好才换上；换的一瞬间读者看到的不是旧的就是新的。"""
    from xueku.cli.release_places import refuse_what_is_no_package, served_at
    from xueku.release.install import install as put

    with _told():
        served = served_at(root)
        refuse_what_is_no_package(archive)
        manifest = put(served, archive, again=again, anew=anew, wait=wait, tell=_say)
        if served.current == manifest.name:
            _say(f"换上了 {manifest.name}：{len(manifest.site)} 个文件")
        else:
            _say(f"补好了 {manifest.name}，现在用的还是 {served.current or '没有'}")


@click.command()
@click.argument("number", metavar="[编号]", default="")
@_root_option
@_again_option
@_wait_option
def rollback(number: str, root: Path, again: bool, wait: int) -> None:
    """退回装着的另一次发布；不写编号就是前一次。先验证，再换。"""
    from xueku.cli.release_places import served_at
    from xueku.release.install import rollback as back

    with _told():
        manifest = back(served_at(root), number, again=again, wait=wait, tell=_say)
        _say(f"换上了 {manifest.name}")


@click.command("list")
@_root_option
@click.option("--log", "shows_log", is_flag=True, help="列出谁在什么时候做了什么，并查这份记录有没有被改过")
def list_(root: Path, shows_log: bool) -> None:
    """列出装着的发布，标出正在用的。"""
    from xueku.cli.release_places import served_at
    from xueku.release.log import deeds, faults

    with _told():
        served = served_at(root)
        if shows_log:
            for deed in deeds(served.root):
                words = filter(None, (deed.when, deed.who, deed.what, deed.release, deed.why))
                click.echo(_CONTROL.sub("�", "  ".join(words)))
            wrong = [*faults(served.root, served.names, served.current)]
            click.echo("\n".join(wrong) or "记录没有被改过", err=True)
            sys.exit(1 if wrong else 0)
        names, current = served.names, served.current
        for name in names:
            click.echo(f"{'→' if name == current else ' '} {name}  {_about(served.folder(name))}")
        if not names:
            click.echo("还没有装过发布", err=True)
        if current and current not in names:
            click.echo(f"现在用的 {current} 不在这里了，网站打不开：再装一次它的发布包", err=True)
            sys.exit(1)


@click.command()
@click.option("--keep", default=5, show_default=True, type=click.IntRange(1), help="留下最新的几次")
@_root_option
@_wait_option
def prune(keep: int, root: Path, wait: int) -> None:
    """删掉旧的发布；正在用的从来不删。"""
    from xueku.cli.release_places import served_at
    from xueku.release.install import prune as cut

    with _told():
        gone = cut(served_at(root), keep, wait, _say)
        _say(f"删掉了 {'、'.join(gone)}" if gone else "没有要删的")


@click.command()
@click.argument("id_", metavar="编号")
@click.option("--reason", required=True, help="为什么撤下；读者在原来的网址上看到这句话")
@click.option("--key", required=True, type=_file, help="这台机器的 Ed25519 私钥文件，公钥在名单里")
@click.option("--out", type=_file, help="新的压缩包放在哪里；不写就是 --root 里的 packages/")
@_root_option
@_wait_option
def withdraw(id_: str, reason: str, key: Path, out: Path | None, root: Path, wait: int) -> None:
    """紧急撤稿：不用仓库和编辑，马上换上没有这份材料的一次新发布，原来的网址写明原因。"""
    from xueku.cli.release_places import served_at
    from xueku.withdrawing import PACKAGES
    from xueku.withdrawing import withdraw as take_out

    with _told():
        served = served_at(root)
        place = out or served.root / PACKAGES
        done = take_out(served, id_, reason, key, place, engine().build_into, _say, wait)
        _say(f"撤下了 {id_}，换上了 {done.manifest.name}")
        for package in done.packages:
            _say(f"  {package}")
        for name in done.outdated:
            _say(f"  更早的 {name} 里还有它，删掉了；已经发出去的要换掉")
        for where, what in sorted(done.remains.items()):
            _say(f"  别处还写着，请编辑改：{where}：{'、'.join(what)}")
        _say(
            f"旧的发布还在这台机器上，读者看不到。再撤别的稿要用 {done.manifest.base}，别的可以删掉：xueku prune --keep 1"
        )
        _say("请编辑在仓库里也撤下它，否则下一次发布装不上")


@click.command()
@click.argument("old", metavar="旧的")
@click.argument("new", metavar="新的")
@click.option("--root", type=_file, envvar="XUEKU_ROOT", help="服务器上放发布的文件夹；写了就可以只写编号")
def diff(old: str, new: str, root: Path | None) -> None:
    """比较两次发布：哪些材料新上线、改了什么、撤下了，哪些文件变了。写文件夹，或者用 --root 写编号。"""
    from xueku.cli.release_places import served_at
    from xueku.release.compare import compare
    from xueku.release.manifest import Number

    with _told():
        served = served_at(root) if root else None
        # With --root a number is that of a release, whatever folders are here.
        is_number = {word: Number.read(word) is not None for word in (old, new)}
        for word in (old, new):
            if not served and is_number[word] and not Path(word).exists():
                raise XuekuError(word, "没有这个文件夹", "写编号的，加上 --root 放发布的文件夹")
        folders = [
            served.folder(served.find(word))
            if served and (is_number[word] or not Path(word).is_dir())
            else Path(word)
            for word in (old, new)
        ]
        click.echo("\n".join(compare(*folders)))


def _about(folder: Path) -> str:
    """What is listed of an installed release."""
    from xueku.release.manifest import read_manifest

    try:
        manifest = read_manifest(folder)
    except XuekuError as error:
        return f"坏了：{error.message}；再装一次它的发布包"
    out = f"  紧急撤下 {'、'.join(manifest.withdrawn)}" if manifest.withdrawn else ""
    return f"{len(manifest.site)} 个文件{out}"


@contextmanager
def _told() -> Iterator[None]:
    # Whoever installs, the web server reads it.
    before = os.umask(0o022)
    try:
        yield
    except OSError as error:
        stop(refused(error, _SPACE))
    except XuekuError as error:
        stop(error)
    finally:
        os.umask(before)


def _say(line: str) -> None:
    click.echo(line, err=True)
