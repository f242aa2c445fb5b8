"""From a folder with ``profile.toml`` to a validated Profile, or a ProfileError that says what to correct."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kaitsu.kernel import clock
from kaitsu.operator_profile.checks import complaints
from kaitsu.operator_profile.complaint import Complaint, from_pydantic
from kaitsu.operator_profile.profile import DEFAULT, Profile

FILE = "profile.toml"
LANGUAGES = ("ja", "en")

_PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)+)\}")


class ProfileError(Exception):
    """The profile cannot be used. A line each: file, key path, value, what was expected."""

    def __init__(self, file: Path, complaints: list[Complaint]) -> None:
        self.file = file
        self.complaints = tuple(complaints)
        super().__init__("\n".join(f"{file}: {complaint}" for complaint in complaints))


def folders() -> Path:
    """Where the shipped profiles live: inside the installed package, or beside ``src`` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_operators"
    return installed if installed.is_dir() else package.parents[1] / "operators"


def load(name_or_path: str | Path = DEFAULT, root: Path | None = None) -> Profile:
    """The profile of a folder: *name_or_path* is a path, or a name within *root* (default: the shipped ones).

    Raises ProfileError with everything that is wrong.
    """
    folder = _folder(name_or_path, root or folders())
    file = folder / FILE
    raw = _expanded(_read(file), file)
    found: list[Complaint] = []
    for at, consent in enumerate(_tables(raw.get("consents"))):
        found += _with_texts(consent, folder, raw, f"consents.{at}")
    try:
        profile = Profile.model_validate(_tuples(raw))
    except ValidationError as error:
        raise ProfileError(file, found + from_pydantic(error, Profile)) from None
    found += complaints(profile, clock.today())
    if found:
        raise ProfileError(file, found)
    return profile


def current() -> Profile:
    """Today's view of the profile that the settings name (``KAITSU_PROFILE``); read once a process."""
    from django.conf import settings

    return _loaded(str(settings.KAITSU_PROFILE), getattr(settings, "KAITSU_PROFILE_DIR", None)).on(
        clock.today()
    )


@lru_cache(maxsize=8)
def _loaded(name_or_path: str, root: str | Path | None) -> Profile:
    return load(name_or_path, Path(root) if root else None)


def _folder(name_or_path: str | Path, root: Path) -> Path:
    given = Path(name_or_path)
    for folder in (root / given, given):
        if (folder / FILE).is_file():
            return folder
    known = ", ".join(sorted(file.parent.name for file in root.glob(f"*/{FILE}")))
    expected = f"a folder that holds {FILE}: a path, or one of: {known or 'none here'}"
    raise ProfileError(root, [Complaint("KAITSU_PROFILE", str(name_or_path), expected)])


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            return tomllib.load(stream, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(file, [Complaint("", None, f"a TOML file in UTF-8: {error}")]) from None


class _UnknownPlaceError(Exception):
    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(place)


def _expanded(raw: dict[str, Any], file: Path) -> dict[str, Any]:
    """*raw* with every ``{section.key}`` in its texts replaced by that value of *raw*."""
    wrong: list[Complaint] = []

    def walk(value: Any, path: str) -> Any:
        if isinstance(value, dict):
            return {key: walk(part, f"{path}.{key}" if path else key) for key, part in value.items()}
        if isinstance(value, list):
            return [walk(part, f"{path}.{at}") for at, part in enumerate(value)]
        if isinstance(value, str):
            try:
                return fill(value, raw, path.rpartition(".")[2])
            except _UnknownPlaceError as unknown:
                wrong.append(Complaint(path, unknown.place, "{section.key} of a text or number of this file"))
        return value

    result: dict[str, Any] = walk(raw, "")
    if wrong:
        raise ProfileError(file, wrong)
    return result


def fill(text: str, raw: dict[str, Any], language: str) -> str:
    """*text* with every ``{section.key}`` replaced; a text in two languages gives the one of *language*."""

    def value(match: re.Match[str]) -> str:
        found: Any = raw
        for key in match[1].split("."):
            found = _part(found, key)
        if isinstance(found, dict):
            found = found.get(language)
        if not isinstance(found, str | int | Decimal):
            raise _UnknownPlaceError(match[0])
        return str(found)

    return _PLACE.sub(value, text)


def _part(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return value.get(key)
    return value[int(key)] if isinstance(value, list) and key.isdigit() and int(key) < len(value) else None


def _tables(value: object) -> Iterator[dict[str, Any]]:
    yield from (part for part in value if isinstance(part, dict)) if isinstance(value, list) else ()


def _with_texts(consent: dict[str, Any], folder: Path, raw: dict[str, Any], path: str) -> list[Complaint]:
    """Put the files' texts and digests into *consent*; complain where one is missing or cannot be filled."""
    name = consent.get("file")
    texts: dict[str, str] = {}
    found: list[Complaint] = []
    for language in LANGUAGES:
        file = folder / "texts" / f"{name}.{language}.md"
        try:
            texts[language] = fill(file.read_text("utf-8"), raw, language)
        except (OSError, UnicodeDecodeError):
            found.append(Complaint(f"{path}.file", name, f"a text at texts/{file.name}"))
        except _UnknownPlaceError as unknown:
            found.append(Complaint(f"texts/{file.name}", unknown.place, "{section.key} of the profile"))
    consent["text"] = {language: texts.get(language) or "-" for language in LANGUAGES}
    consent["digest"] = {
        language: hashlib.sha256(text.encode()).hexdigest() for language, text in consent["text"].items()
    }
    return found


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(part) for key, part in value.items()}
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value
