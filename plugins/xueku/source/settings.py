"""mkdocs.yml becomes Settings, read without the engine that the file is named after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import yaml

from xueku.model.diagnostic import Diagnostic, Span, XuekuError, shown
from xueku.model.settings import Settings, SiteSettings
from xueku.source.text import MAX_BYTES, by_hand, read_text
from xueku.source.typed import read_value
from xueku.source.yaml_tree import Mapping, Node, Scalar, Sequence, read_tree

_INHERIT, _ENVIRONMENT = "INHERIT", "!ENV"
_MAX_DEPTH = 50
"""Navigation nests as deep as its maintainers like."""


def read_settings(config_file: Path) -> tuple[Settings, list[Diagnostic]]:
    """The settings under `plugins: - xueku:`, and findings. Without a file every setting has its default.

    Tags, aliases and comments outside of these are the engine's. Raises XuekuError if the file cannot be read, or leads out of its folder.
    """
    root = config_file.parent
    if not config_file.exists() and not config_file.is_symlink():
        return Settings(root), []
    tree, findings = _tree(config_file)
    site_name = _text(_get(tree, "site_name")) or Settings(root).site_name
    docs = _text(_get(tree, "docs_dir")) or Settings(root).docs
    site_url = _text(_get(tree, "site_url"))
    settings = Settings(root, site_name, file=config_file.name, docs=docs, site_url=site_url)
    own = _own_settings(tree)
    if own is None:
        return settings, [one for one in findings if one.code == "XK010"]
    lines = {span.line for span in _spans(own)}
    findings = [
        one for one in findings if one.code == "XK010" or (one.code != "XK020" and one.span.line in lines)
    ]
    site, places, found = read_value(SiteSettings, own, Span(config_file.name, own.span.line))
    if site is not None and not _is_within(site.content):
        place = places.value(("content",))
        raise XuekuError(
            str(place), f"内容文件夹{shown(site.content)}不在项目里", "写项目里一个文件夹的名字，例如 content"
        )
    return replace(settings, site=site or SiteSettings()), [*findings, *found]


def refuse_places_outside(config_file: Path) -> None:
    """Raise XuekuError if the settings, or those that they inherit, name a place outside of their folder or take a value from the environment.

    No release could carry it.
    """
    root = config_file.parent.resolve()
    inherited, known = [config_file], set[Path]()
    while inherited:
        file = inherited.pop()
        known.add(file)
        tree, _ = _tree(file)
        _refuse_environment(file)
        for node, base in _named_places(tree, file.parent, config_file.parent):
            if not (base / node.text).resolve().is_relative_to(root):
                message = f"{shown(node.text)}在项目外面，发布带不走"
                raise XuekuError(str(node.span), message, "把它放进项目，这里改成项目里的路径")
        parent = file.parent / _text(_get(tree, _INHERIT))
        if parent.is_file() and parent not in known:
            inherited.append(parent)


def without_kits(config_file: Path) -> str:
    """The text of a settings file, with kits switched off. Raises XuekuError as `read_settings`."""
    text = config_file.read_text("utf-8")
    own = _own_settings(_tree(config_file)[0])
    value = _get(own, "kits")
    if not isinstance(value, Scalar):
        return text
    lines, start = text.split("\n"), value.span.column - 1
    line = lines[value.span.line - 1]
    lines[value.span.line - 1] = line[:start] + line[start:].replace(value.text, "false", 1)
    return "\n".join(lines)


def _named_places(tree: Node, here: Path, root: Path) -> Iterator[tuple[Scalar, Path]]:
    """Places that settings in the folder `here` name, each with the folder from which MkDocs reads it."""
    theme, hooks = _get(tree, "theme"), _get(tree, "hooks")
    named = [
        (_get(tree, _INHERIT), here),
        (_get(tree, "docs_dir"), root),
        (_get(theme, "custom_dir"), root),
        *((hook, root) for hook in (hooks.items if isinstance(hooks, Sequence) else ())),
    ]
    return ((node, base) for node, base in named if isinstance(node, Scalar))


def _refuse_environment(config_file: Path) -> None:
    text, _ = read_text(config_file, config_file.name)
    for event in yaml.parse(text or "", yaml.CSafeLoader):
        mark = event.start_mark
        if mark and getattr(event, "tag", None) == _ENVIRONMENT:
            raise XuekuError(
                str(Span(config_file.name, mark.line + 1, mark.column + 1)),
                f"这个值取自这台机器的环境变量（{_ENVIRONMENT}），换一台机器做出来就不一样",
                "把值直接写在这里",
            )


def _tree(config_file: Path) -> tuple[Node, list[Diagnostic]]:
    text, found = read_text(config_file, config_file.name)
    findings = by_hand(found)
    tree: Node | None = None
    if [finding.code for finding in findings] == ["XK004"]:
        return Mapping(Span(config_file.name), ()), []
    if text is not None:
        tree, found = read_tree(
            text, config_file.name, most_length=MAX_BYTES, most_depth=_MAX_DEPTH, is_lenient=True
        )
        findings = [*findings, *found]
    if tree is None:
        raise _stop(findings[0])
    if not isinstance(tree, Mapping):
        raise XuekuError(str(tree.span), "设置应是一行一个“名字: 值”", "对照运维手册“设置”里的例子")
    return tree, findings


def _stop(finding: Diagnostic) -> XuekuError:
    return XuekuError(str(finding.span), finding.message, finding.remedy)


def _is_within(content: str) -> bool:
    path = PurePosixPath(content.replace("\\", "/"))
    return not path.is_absolute() and ":" not in content and ".." not in path.parts and path.parts != ()


def _own_settings(tree: Node) -> Mapping | None:
    """The mapping under the plugin's name, in either way of writing the list of plugins."""
    plugins = _get(tree, "plugins")
    items = plugins.items if isinstance(plugins, Sequence) else [plugins]
    found = [own for item in items if isinstance(item, Mapping) and (own := _get(item, "xueku"))]
    return found[0] if found and isinstance(found[0], Mapping) else None


def _spans(node: Node) -> Iterator[Span]:
    yield node.span
    if isinstance(node, Mapping):
        for key, value in node.items:
            yield key.span
            yield from _spans(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _spans(item)


def _get(node: Node | None, key: str) -> Node | None:
    if isinstance(node, Mapping):
        return next((value for name, value in node.items if name.text == key), None)
    return None


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
