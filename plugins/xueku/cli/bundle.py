"""`xueku bundle`: everything for a machine without a network."""

from __future__ import annotations

from pathlib import Path

import click

from xueku.cli.common import config_option, refused, stop
from xueku.model.diagnostic import XuekuError


@click.command()
@click.option("--out", type=click.Path(path_type=Path), help="放进这个文件夹；不写就是项目里的 dist/")
@click.option("--processor", default="", help="目标机器的处理器：x86_64、aarch64；不写就和这台一样")
@click.option("--python", default="", help="目标机器的 Python，例如 3.11；不写就和这台一样")
@click.option(
    "--glibc", default="", help="目标机器的 glibc，例如 2.28（运行 ldd --version 看）；不写就和这台一样"
)
@config_option
def bundle(out: Path | None, processor: str, python: str, glibc: str, config_file: Path) -> None:
    """把仓库、全部程序和安装脚本收成一个文件，拷到断网的机器上就能装。在联网的机器上运行。

    例：xueku bundle --processor aarch64 --glibc 2.28
    """
    from xueku.release.bundle import Target
    from xueku.release.bundle import bundle as make

    root = config_file.resolve().parent
    try:
        target = Target.read(processor, python, glibc)
        made = make(root, out or root / "dist", target, lambda line: click.echo(line, err=True))
    except XuekuError as error:
        stop(error)
    except OSError as error:
        stop(refused(error, "检查文件夹的权限和磁盘空间"))
    click.echo(
        f"写好了 {made}（{made.stat().st_size / 1e6:.0f} MB）：拷过去，解开，sh 安装.sh 目标文件夹", err=True
    )
