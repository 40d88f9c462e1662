"""`studyhall.yaml` as text values with their line numbers; nothing in it is ever evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something in the settings that the owner can mend."""

    where: str
    """`studyhall.yaml:3`, or the name of an environment variable."""
    sentence: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence} ({self.remedy})"


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting as the file writes it."""

    where: str
    key: str
    values: tuple[str, ...]
    """A single value is one; an empty one is none."""
    named: tuple[Entry, ...] = ()
    """What stands under it by name, a level deep; there are no values then."""


def read(path: Path) -> tuple[tuple[Entry, ...], tuple[Mistake, ...]]:
    """Return the entries of the file, and what cannot be read of it. Raises nothing."""
    name = path.name
    try:
        if path.stat().st_size > _LARGEST:
            return (), (Mistake(name, "is too long for settings", "Name the right file."),)
        text = path.read_text("utf-8")
    except OSError as error:
        return (), (Mistake(name, f"cannot be read: {error.strerror}", "Check its permissions."),)
    except UnicodeDecodeError:
        return (), (Mistake(name, "is not UTF-8 text", "Save it as UTF-8."),)
    return _read_text(name, text)


def _read_text(name: str, text: str) -> tuple[tuple[Entry, ...], tuple[Mistake, ...]]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        return (), (Mistake(where, f"is not YAML: {error.problem}", "Compare the example."),)
    except (yaml.YAMLError, RecursionError):
        return (), (Mistake(name, "is not YAML", "Compare the example."),)
    if root is None:
        return (), ()
    if not isinstance(root, yaml.MappingNode):
        return (), (Mistake(f"{name}:1", "holds no settings", "Write `key: value` lines."),)
    return _entries(name, root, deep=True)


def _entries(
    name: str, node: yaml.MappingNode, *, deep: bool
) -> tuple[tuple[Entry, ...], tuple[Mistake, ...]]:
    entries: dict[str, Entry] = {}
    mistakes: list[Mistake] = []
    for key_node, value_node in node.value:
        where = f"{name}:{key_node.start_mark.line + 1}"
        values = _values(value_node)
        if not isinstance(key_node, yaml.ScalarNode):
            mistakes.append(Mistake(where, "is no setting", "Write `key: value`."))
        elif key_node.value in entries:
            earlier = entries[key_node.value].where
            mistakes.append(
                Mistake(where, f"`{key_node.value}` stands twice", f"Keep this or {earlier}.")
            )
        elif deep and isinstance(value_node, yaml.MappingNode):
            named, unread = _entries(name, value_node, deep=False)
            mistakes += unread
            entries[key_node.value] = Entry(where, key_node.value, (), named)
        elif values is None:
            mistakes.append(
                Mistake(where, f"`{key_node.value}` is nested", "Write one value, or a plain list.")
            )
        else:
            entries[key_node.value] = Entry(where, key_node.value, values)
    return tuple(entries.values()), tuple(mistakes)


def _values(node: yaml.Node) -> tuple[str, ...] | None:
    """Return the text values of a scalar or a list of scalars; None for anything deeper."""
    if isinstance(node, yaml.ScalarNode):
        return (node.value,) if node.value not in {"", "~", "null"} else ()
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        return tuple(item.value for item in node.value)
    return None
