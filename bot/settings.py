"""The settings: `studyhall.yaml`, the environment over it, read once into one frozen value.

All mistakes are reported together, each with its line and a remedy. The bot's token never stands in
`studyhall.yaml`, and no message or log line ever shows it.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)

from bot.settings_file import Entry, Mistake, read
from knowledge.answers.meaning import MODEL
from knowledge.errors import StudyhallError
from knowledge.library import STARTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = "studyhall.yaml"
PREFIX = "STUDYHALL_"
_LISTS = {"notes"}
_NAMED = {"notebooks"}
_FIRST = "notes"
SEMANTIC_OFF = "off"
SEMANTIC_ON = "on"
_NAME_ROOM = 50
_PATHS = {"notes", "data", "token_file"}
_REMEDY = (
    "Delete the line, reset the token in Discord's developer portal if anybody else has seen the "
    "file, and give it as STUDYHALL_TOKEN or by token_file."
)


class SettingsError(StudyhallError):
    """One or more mistakes in the settings."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


def _folder(path: Path) -> Path:
    if not path.exists():
        raise ValueError(f"there is no folder {path}|Create it, or correct the path.")
    if not path.is_dir():
        raise ValueError(f"{path} is not a folder|Name the folder that holds the notes.")
    return path


def _shown(name: str) -> str:
    if not name.strip() or not name.isprintable() or len(name) > _NAME_ROOM:
        raise ValueError(f"has no usable name|Name it in 1 to {_NAME_ROOM} letters.")
    if name.strip().casefold() == _FIRST:
        raise ValueError(f"`{_FIRST}` is the first one's name|Choose another name.")
    return name.strip()


def _not_empty(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    if not folders:
        raise ValueError("has no folder|Write `name: folder` under it.")
    return folders


def _web_template(text: str) -> str:
    remedy = "Write it like https://github.com/you/notes/blob/main/{path}#L{first}-L{last}."
    try:
        parts = urlsplit(text)
        sound = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        sound = False
    if not sound or not re.fullmatch(r"[!-~]{1,250}", text) or set('()<>"\\') & set(text):
        raise ValueError(f"is not an https address|{remedy}")
    fields = set(re.findall(r"\{([^{}]*)\}", text))
    if "path" not in fields:
        raise ValueError(f"has no {{path}} in it|{remedy}")
    if unknown := fields - {"path", "first", "last"}:
        raise ValueError(f"has an unknown part {{{min(unknown)}}}|{remedy}")
    return text


def _semantic(text: str) -> str:
    if text in {SEMANTIC_OFF, SEMANTIC_ON} or Path(text).is_dir():
        return text
    raise ValueError(f"there is no folder {text}|Write on, off, or a sentence model's folder.")


def _colour(text: object) -> object:
    if isinstance(text, str):
        if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", text):
            raise ValueError(
                "is not a colour|Write six hexadecimal digits in quotes, like '#5865F2'."
            )
        return int(text.removeprefix("#"), 16)
    return text


def _channel(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch(r"[0-9]{15,20}", text):
        raise ValueError("is no channel's id|Copy the id in Discord: it has 15 to 20 digits.")
    return text


def _lower(text: object) -> object:
    return text.lower() if isinstance(text, str) else text


def _named_apart(books: tuple[Notebook, ...]) -> tuple[Notebook, ...]:
    names = [book.name.casefold() for book in books]
    if len(set(names)) < len(names):
        raise ValueError("two have one name|Names differ by more than capitals.")
    return books


class Notebook(BaseModel):
    """A name and the folders of notes that are read as one under it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, AfterValidator(_shown)]
    folders: Annotated[
        tuple[Annotated[Path, AfterValidator(_folder)], ...], AfterValidator(_not_empty)
    ]


class Settings(BaseModel):
    """What the owner has settled. Paths are absolute."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notes: tuple[Annotated[Path, AfterValidator(_folder)], ...] = (STARTER,)
    """Folders of notes, read as one."""
    notebooks: Annotated[tuple[Notebook, ...], AfterValidator(_named_apart)] = ()
    """Further folders of notes by name; a server or channel chooses one of them."""
    log_channel: Annotated[int, BeforeValidator(_channel)] | None = None
    """Id of the Discord channel where the owner is told what changed in the notes."""
    data: Path = Path(platformdirs.user_data_dir("studyhall", appauthor=False))
    """Folder for what is remembered: the saved index, votes, the bot's state of health."""
    database: SecretStr | None = None
    """Address of a PostgreSQL database for what is remembered, instead of a file in `data`."""
    base_url: Annotated[str, AfterValidator(_web_template)] | None = None
    """Where the notes can be read: a template with `{path}` and perhaps `{first}` and `{last}`."""
    token_file: Path | None = None
    """File that holds the bot's token and nothing else."""
    reads_messages: bool = False
    """Whether channels may be opted in to have plain questions answered; the bot needs the Message
    Content intent for it, which is turned on in Discord's developer portal."""
    questions_a_minute: Annotated[int, Field(ge=1, le=600)] = 20
    """How many questions one person may ask; a channel may ask three times as many."""
    semantic: Annotated[str, AfterValidator(_semantic)] = SEMANTIC_OFF
    """Whether meaning is weighed beside words: `off`, `on` (the model is fetched once), or the
    folder of a sentence model."""
    semantic_model: str = MODEL
    """Name of a sentence model of `fastembed`."""
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = (
        "info"
    )
    accent: Annotated[int, BeforeValidator(_colour)] = 0x5865F2
    """Colour of an answer's edge."""
    token: SecretStr | None = None
    """The bot's token, from STUDYHALL_TOKEN or `token_file` alone."""

    @property
    def semantic_folder(self) -> Path:
        """The folder of the sentence model, where `semantic` names one."""
        return Path(self.semantic)

    @property
    def books(self) -> tuple[Notebook, ...]:
        """Every notebook; the first is for servers that have chosen none.

        The first is `notes`, unless only notebooks with names are given.
        """
        if self.notebooks and "notes" not in self.model_fields_set:
            return self.notebooks
        return (Notebook.model_construct(name=_FIRST, folders=self.notes), *self.notebooks)


def find(folder: Path) -> Path | None:
    """Return the settings file of a folder, if it has one."""
    path = folder / FILE
    return path if path.is_file() else None


def load(path: Path | None, environ: Mapping[str, str]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings and warnings about them. Raises `SettingsError` with every mistake."""
    entries: tuple[Entry, ...] = ()
    mistakes: list[Mistake] = []
    if path is not None:
        entries, unread = read(path)
        mistakes += unread
    base = path.parent if path is not None else Path.cwd()
    given: dict[str, tuple[Entry, Path]] = {}
    for entry in entries:
        if (mistake := _unknown(entry) or _misshapen(entry)) is not None:
            mistakes.append(mistake)
        elif entry.values or entry.named:
            given[entry.key] = entry, base
    for entry in _environment(environ):
        given[entry.key] = entry, Path.cwd()
    mistakes += _near_misses(environ)
    values: dict[str, object] = {}
    for key, (entry, folder) in given.items():
        if len(entry.values) > 1 and key not in _LISTS:
            mistakes.append(Mistake(entry.where, f"`{key}` is a list", "Write one value."))
        else:
            values[key] = _value(entry, folder)
    where = dict(_places(entry for entry, _ in given.values()))
    token, warnings, unread = _token(values.get("token_file"), where, environ)
    mistakes += unread
    try:
        settings = Settings.model_validate({**values, "token": token})
    except ValidationError as error:
        mistakes += _mistakes(error, where)
    if mistakes:
        raise SettingsError(sorted(set(mistakes), key=_in_order))
    return settings, warnings


def _places(entries: Iterable[Entry]) -> Iterable[tuple[str, str]]:
    """Yield the name of each setting, as pydantic reports it, and where it stands."""
    for entry in entries:
        yield entry.key, entry.where
        for at, one in enumerate(entry.named):
            yield f"{entry.key}.{at}", one.where


def _in_order(mistake: Mistake) -> tuple[str, int]:
    name, _, line = mistake.where.partition(":")
    return name, int(line or 0)


def _unknown(entry: Entry) -> Mistake | None:
    if entry.key == "token":
        return Mistake(entry.where, "the bot's token does not belong in this file", _REMEDY)
    known = [name for name in Settings.model_fields if name != "token"]
    if entry.key in known:
        return None
    near = difflib.get_close_matches(entry.key, known, n=1)
    remedy = f"Did you mean `{near[0]}`?" if near else f"Known settings: {', '.join(known)}."
    return Mistake(entry.where, f"unknown setting `{entry.key[:40]}`", remedy)


def _misshapen(entry: Entry) -> Mistake | None:
    if entry.key in _NAMED and entry.values:
        return Mistake(
            entry.where, f"`{entry.key}` has no names", "Write `name: folder` lines under it."
        )
    if entry.key not in _NAMED and entry.named:
        return Mistake(entry.where, f"`{entry.key}` is nested", "Write one value, or a plain list.")
    return None


def _environment(environ: Mapping[str, str]) -> Iterable[Entry]:
    for key in Settings.model_fields:
        name = PREFIX + key.upper()
        text = environ.get(name, "").strip()
        if text and key != "token" and key not in _NAMED:
            parts = text.split(os.pathsep) if key in _LISTS else [text]
            yield Entry(name, key, tuple(part for part in parts if part))


def _near_misses(environ: Mapping[str, str]) -> Iterable[Mistake]:
    """Yield variables that look like a misspelt one of ours; others may belong to somebody else."""
    known = [PREFIX + key.upper() for key in Settings.model_fields]
    for name in environ:
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.85)
            if near:
                yield Mistake(name, "is no setting", f"Did you mean {near[0]}?")


def _value(entry: Entry, folder: Path) -> object:
    if entry.key in _NAMED:
        return [{"name": book.key, "folders": _paths(book, folder)} for book in entry.named]
    if entry.key == "semantic" and entry.values[0] not in {SEMANTIC_OFF, SEMANTIC_ON}:
        return str(_paths(entry, folder)[0])
    if entry.key not in _PATHS:
        return entry.values[0]
    paths = _paths(entry, folder)
    return paths if entry.key in _LISTS else paths[0]


def _paths(entry: Entry, folder: Path) -> tuple[Path, ...]:
    return tuple((folder / Path(value).expanduser()).absolute() for value in entry.values)


def _token(
    file: object, where: Mapping[str, str], environ: Mapping[str, str]
) -> tuple[SecretStr | None, tuple[str, ...], tuple[Mistake, ...]]:
    """Return the token, warnings and mistakes; the environment goes before the file."""
    if text := environ.get(f"{PREFIX}TOKEN", "").strip():
        return SecretStr(text), (), ()
    if not isinstance(file, Path):
        return None, (), ()
    place = where["token_file"]
    try:
        text = file.read_text("ascii").strip()
        open_to_others = os.name == "posix" and bool(file.stat().st_mode & 0o077)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not plain text"
        mistake = Mistake(
            place, f"the token file cannot be read: {reason}", "Correct `token_file`."
        )
        return None, (), (mistake,)
    if not text or len(text.split()) != 1:
        mistake = Mistake(place, "the token file does not hold one token", "Put the token in it.")
        return None, (), (mistake,)
    warning = f"{file} can be read by others (chmod 600 it)"
    return SecretStr(text), (warning,) if open_to_others else (), ()


def _mistakes(error: ValidationError, where: Mapping[str, str]) -> Iterable[Mistake]:
    """Yield pydantic's findings in our words, without the values: they may be secrets."""
    for one in error.errors(include_input=False, include_url=False):
        key = str(one["loc"][0]) if one["loc"] else ""
        if key in _NAMED and len(one["loc"]) > 1:
            key = f"{key}.{one['loc'][1]}"
        sentence, _, remedy = one["msg"].removeprefix("Value error, ").partition("|")
        if one["type"] == "literal_error":
            sentence, remedy = "is none of the known values", f"{one['msg']}."
        name, _, _ = key.partition(".")
        yield Mistake(
            where.get(key, key), f"`{name}`: {sentence}", remedy or "Compare the example."
        )
