"""`xueku fonts`: the fonts that documents are set in."""

from __future__ import annotations

from pathlib import Path

import click

from xueku.cli.common import config_option, refused, settings_of, stop
from xueku.model.diagnostic import XuekuError


@click.command()
@click.option("--lock", "writes", is_flag=True, help="把找到的字体记进 fonts.lock")
@config_option
def fonts(writes: bool, config_file: Path) -> None:
    """排 PDF 用的字体：找到了哪些，和 fonts.lock 是不是同一个版本。

    例：xueku fonts　　xueku fonts --lock
    """
    from xueku.typesetting.faces import ROLES, chosen, installed_faces
    from xueku.typesetting.fonts import FOLDER, LOCK, Fonts, find_fonts, lock_text

    try:
        settings, _ = settings_of(config_file)
        found = (
            Fonts(chosen(installed_faces(settings.root / FOLDER))) if writes else find_fonts(settings.root)
        )
        for role in ROLES:
            own = found.roles.get(role.name, ())
            click.echo(
                f"{role.label}　{found.family(role.name)}{'' if own else '（没有这种字体，用它代替）'}"
            )
            for face in own:
                click.echo(f"　　{face.weight}　{face.path}　SHA-256 {face.digest[:12]}…")
        for difference in found.differences:
            click.echo(f"警告：{difference}")
        if not found.differences and not writes:
            click.echo(f"和 {LOCK} 里锁定的一样")
        if writes:
            (settings.root / LOCK).write_text(lock_text(found.locked), "utf-8", newline="\n")
            click.echo(f"写好了 {LOCK}")
    except XuekuError as error:
        stop(error)
    except OSError as error:
        stop(refused(error))
