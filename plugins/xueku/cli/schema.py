"""`xueku schema`: what lets an editor's tool complete the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from xueku.cli.common import config_option, refused, settings_of, stop
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError
from xueku.model.settings import Settings
from xueku.source.vocabularies import read_vocabularies


@click.command()
@click.option("--out", default="schemas", show_default=True, help="放字段说明的文件夹，从项目文件夹算起")
@config_option
def schema(out: str, config_file: Path) -> None:
    """写好每种材料的字段说明，VS Code 里填 meta.yml 就有提示和检查。

    字段、说明、例子和词表里的词都在里面；改了词表，再运行一遍。
    """
    try:
        settings, _ = settings_of(config_file)
        files = _files(settings, Path(out).as_posix())
        changed = [path for path, text in files.items() if _text(settings.root / path) != text]
        for path in changed:
            place = settings.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(files[path], encoding="utf-8", newline="\n")
            click.echo(f"写好了 {path}")
    except XuekuError as error:
        stop(error)
    except OSError as error:
        stop(refused(error))
    if not changed:
        click.echo("字段说明和现在的字段、词表一致，没有要写的")


def _files(settings: Settings, folder: str) -> Mapping[str, str]:
    """Every file by its path below the project's folder. Raises XuekuError if one that is there cannot be added to."""
    # A tenth of a second to load, which no other command need spend.
    from xueku.source.code_editor import EXTENSIONS, SETTINGS, code_extensions, code_settings
    from xueku.source.json_schema import schemas, written

    vocabularies, _ = read_vocabularies(settings.content_dir, settings.root)
    found = {f"{folder}/{name}.json": written(one) for name, one in schemas(KINDS, vocabularies).items()}
    before = {path: _text(settings.root / path) for path in (SETTINGS, EXTENSIONS)}
    return found | {
        SETTINGS: code_settings(KINDS, settings.site.content, folder, before[SETTINGS]),
        EXTENSIONS: code_extensions(before[EXTENSIONS]),
    }


def _text(place: Path) -> str:
    try:
        return place.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise XuekuError(place.name, "不是 UTF-8 编码，没有动它", "另存为 UTF-8") from None
