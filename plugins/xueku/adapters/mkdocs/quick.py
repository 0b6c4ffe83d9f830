"""A build without MkDocs, where its own part of the site would come out as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from xueku.adapters.mkdocs.audience import CURRENT
from xueku.adapters.mkdocs.key import engine_key, site_folder
from xueku.model.diagnostic import Diagnostic
from xueku.source.docs_pages import refuse_strangers
from xueku.source.settings import read_settings
from xueku.update.run import Outcome, begin, conclude
from xueku.update.store import StoreError
from xueku.update.updater import Updater


def build_quickly(config_file: Path, strict: bool) -> tuple[Updater, Outcome] | None:
    """A run that takes MkDocs' part from the last one; None where that cannot be done.

    Raises XuekuError as `Updater` does.
    """
    settings, found = read_settings(config_file)
    refuse_strangers(settings.docs_dir, settings.docs)
    try:
        key, target = engine_key(config_file, settings), site_folder(config_file)
    except (OSError, yaml.YAMLError):
        return None
    if key is None:
        return None
    updater = begin(settings, CURRENT.mode, target, withheld=CURRENT.withheld)
    try:
        outcome = _without_engine(updater, key, found, strict)
    except StoreError:
        outcome = None
    except BaseException:
        updater.close()
        raise
    if outcome is None:
        updater.close()
        return None
    return updater, outcome


def _without_engine(
    updater: Updater, key: bytes, found: Sequence[Diagnostic], strict: bool
) -> Outcome | None:
    if not updater.has_engine_part(key):
        return None
    updater.read()
    part = updater.kept_engine_part(key)
    return conclude(updater, part, found, is_new=False, strict=strict) if part else None
