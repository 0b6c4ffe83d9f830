"""mkdocs.yml becomes Settings, read without the engine that the file is named after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from xueku.model.diagnostic import Diagnostic, Span, XuekuError
from xueku.model.settings import Settings, SiteSettings
from xueku.source.typed import read_value
from xueku.source.yaml_tree import Mapping, Node, Scalar, Sequence


def read_settings(config_file: Path) -> tuple[Settings, list[Diagnostic]]:
    """The settings under `plugins: - xueku:`, and findings. Without a file every setting has its default.

    Raises XuekuError if the file cannot be read as YAML.
    """
    root = config_file.parent
    if not config_file.is_file():
        return Settings(root), []
    try:
        root_node = yaml.compose(config_file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise XuekuError(config_file.name, f"读不下去：{error}", "检查缩进、冒号和引号") from None
    site_name = _scalar(_get(root_node, "site_name")) or Settings(root).site_name
    docs = _scalar(_get(root_node, "docs_dir")) or Settings(root).docs
    site_url = _scalar(_get(root_node, "site_url")) or ""
    settings = Settings(root, site_name, file=config_file.name, docs=docs, site_url=site_url)
    own = _own_settings(root_node)
    if own is None:
        return settings, []
    site, _, findings = read_value(
        SiteSettings, _tree(own, config_file.name), Span(config_file.name, own.start_mark.line + 1)
    )
    return replace(settings, site=site or SiteSettings()), findings


def _own_settings(root: yaml.Node | None) -> yaml.Node | None:
    """The mapping under the plugin's name, in either way of writing the list of plugins."""
    plugins = _get(root, "plugins")
    if isinstance(plugins, yaml.SequenceNode):
        found = [own for item in plugins.value if (own := _get(item, "xueku"))]
        return found[0] if found and isinstance(found[0], yaml.MappingNode) else None
    own = _get(plugins, "xueku")
    return own if isinstance(own, yaml.MappingNode) else None


def _get(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value  # type: ignore[no-any-return]
    return None


def _scalar(node: yaml.Node | None) -> str | None:
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _tree(node: yaml.Node, path: str) -> Node:
    start, end = node.start_mark, node.end_mark
    span = Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    if isinstance(node, yaml.MappingNode):
        pairs = [(_tree(key, path), _tree(value, path)) for key, value in node.value]
        return Mapping(span, tuple((key, value) for key, value in pairs if isinstance(key, Scalar)))
    if isinstance(node, yaml.SequenceNode):
        return Sequence(span, tuple(_tree(item, path) for item in node.value))
    return Scalar(span, node.value, getattr(node, "style", None) is None)
