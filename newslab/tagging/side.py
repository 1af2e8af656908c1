"""The user's codebook: read it, say the line of every mistake, and give each speaker a side."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import yaml

from newslab.errors import CodebookError
from newslab.tagging.names import nations, normal, surname

_TOP = ("title", "version", "sides", "default")
_PRIVATE = frozenset({"citizen", "media", "expert", "business", "celebrity", "civil_society", "pollster"})
_RULES = ("speakers", "affiliations", "nationalities", "patterns")


@dataclass(frozen=True)
class Side:
    """One side: who is named for it, what they belong to, and expressions that fit them."""

    name: str
    speakers: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """A user's grouping of speakers into sides; `read_codebook` makes one from a YAML file.

    Attributes
    ----------
    title, version : str
        As the file gives them.
    rules : tuple of Side
        The sides in the file's order.
    default : str or None
        The side of everyone whom no rule fits; None leaves them unassigned.
    sha256 : str
        Hash of the file, carried by every result.
    """

    title: str
    version: str
    rules: tuple[Side, ...]
    default: str | None = None
    sha256: str = ""

    @property
    def sides(self) -> tuple[str, ...]:
        """The names of the sides in order, with the default at the end."""
        names = [side.name for side in self.rules]
        return tuple(names + ([self.default] if self.default and self.default not in names else []))

    def side_of(
        self, speaker: str, descriptions: Iterable[str] = (), *, actor: str = "none"
    ) -> tuple[str | None, str]:
        """The side of one speaker, and the rule that gave it.

        Parameters
        ----------
        speaker : str
            The speaker's name, or the description of an unnamed one.
        descriptions : iterable of str
            The words by which the article names the speaker: source mentions, roles.
        actor : str, optional
            The speaker's role in the story. A nationality speaks for a side only through its
            government, officials and forces, so it leaves residents, media, experts and firms out.

        Returns
        -------
        side : str or None
            None where no rule fits and there is no default.
        reason : str
            The rule, as "speakers: Ana Ruiz".
        """
        texts = [speaker, *descriptions]
        private = actor in _PRIVATE
        tries = [("speakers", side) for side in self.rules]
        tries += [(kind, side) for side in self.rules for kind in _RULES[1:]]
        for kind, side in tries:
            for value in getattr(side, kind):
                if not (kind == "nationalities" and private) and _FITS[kind](value, speaker, texts):
                    return side.name, f"{kind}: {value}"
        return (self.default, "default") if self.default else (None, "no rule fits")


def _speaker_fits(value: str, speaker: str, _: list[str]) -> bool:
    name = normal(speaker)
    return name == normal(value) or (" " not in name and name == normal(surname(value)))


def _affiliation_fits(value: str, _: str, texts: list[str]) -> bool:
    wanted = re.compile(rf"(?<!\w){re.escape(normal(value))}(?!\w)")
    return any(wanted.search(normal(text)) for text in texts)


def _nationality_fits(value: str, _: str, texts: list[str]) -> bool:
    nation = nations().get(value.casefold())
    words = (
        list(nation) if nation else [value, *(value.rstrip("aey") + end for end in ("n", "an", "ian", "ans"))]
    )
    words += [] if nation else [value + "n", value + "ns"]
    expression = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return any(re.search(rf"(?<!\w)(?:{expression})(?!\w)", text) for text in texts)


def _pattern_fits(value: str, _: str, texts: list[str]) -> bool:
    return any(re.search(value, text) for text in texts)


_FITS = {
    "speakers": _speaker_fits,
    "affiliations": _affiliation_fits,
    "nationalities": _nationality_fits,
    "patterns": _pattern_fits,
}


class _Reader:
    """Walks a YAML tree that still knows its lines."""

    def __init__(self, path: str) -> None:
        self.path = path

    def fail(self, node: yaml.Node, message: str) -> CodebookError:
        return CodebookError(message, self.path, node.start_mark.line + 1)

    def mapping(self, node: yaml.Node, what: str) -> list[tuple[str, yaml.Node, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(
                node, f"{what} must be a mapping of names to values, as in 'sides:' of the guide."
            )
        pairs = [(str(key.value), key, value) for key, value in node.value]
        seen: set[str] = set()
        for name, key, _ in pairs:
            if name in seen:
                raise self.fail(key, f"{name!r} stands twice in {what}; put its values together.")
            seen.add(name)
        return pairs

    def known(self, name: str, node: yaml.Node, allowed: tuple[str, ...], what: str) -> None:
        if name not in allowed:
            near = get_close_matches(name, allowed, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise self.fail(node, f"{name!r} is no key of {what}; it can hold {', '.join(allowed)}.{hint}")

    def texts(self, node: yaml.Node, what: str) -> list[tuple[str, yaml.Node]]:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(item, yaml.ScalarNode) and str(item.value).strip() for item in items):
            raise self.fail(node, f"{what} must be a list of names, as in [Ana Ruiz, City Council].")
        return [(str(item.value).strip(), item) for item in items]

    def side(self, name: str, node: yaml.Node, owners: dict[str, str]) -> Side:
        values: dict[str, tuple[str, ...]] = {}
        for kind, key, value in self.mapping(node, f"side {name!r}"):
            self.known(kind, key, _RULES, f"side {name!r}")
            texts = self.texts(value, f"{kind} of {name!r}")
            for text, item in texts:
                self._check_value(kind, text, item, name, owners)
            values[kind] = tuple(text for text, _ in texts)
        if not values:
            raise self.fail(node, f"side {name!r} has no rule; give it one of {', '.join(_RULES)}.")
        return Side(name, **values)

    def _check_value(self, kind: str, text: str, item: yaml.Node, side: str, owners: dict[str, str]) -> None:
        if kind == "patterns":
            try:
                expression = re.compile(text)
            except re.error as error:
                raise self.fail(
                    item, f"the pattern {text!r} is no valid regular expression: {error}."
                ) from error
            if expression.search(""):
                raise self.fail(item, f"the pattern {text!r} fits everyone; make it name somebody.")
            return
        owner = owners.setdefault(f"{kind} {normal(text)}", side)
        if owner != side:
            raise self.fail(item, f"{text!r} stands under two sides, {owner!r} and {side!r}; keep one.")


def read_codebook(path: str | os.PathLike[str]) -> Codebook:
    """Read and check a codebook, one YAML file of sides.

    Parameters
    ----------
    path : str or path-like
        The file: ``title``, ``version``, ``sides`` (each with ``speakers``, ``affiliations``,
        ``nationalities`` or ``patterns``) and, if wanted, ``default``. A speaker who is named wins, by
        the full name or, where the article gives no more, the surname;
        then the sides are tried from the top, and the first that fits gives the side.

    Returns
    -------
    Codebook

    Raises
    ------
    CodebookError
        If the file cannot be read or has a mistake; the message says the line and what to do.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "codebook.yml")
    ...     _ = path.write_text("sides: {Norvane: {affiliations: [Harbour Board]}}")
    ...     codebook = read_codebook(path)
    >>> codebook.side_of("Ana Ruiz", ["a Harbour Board member"])
    ('Norvane', 'affiliations: Harbour Board')
    """
    name = os.fspath(path)
    try:
        raw = Path(path).read_bytes()
        root = yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise CodebookError(
            f"cannot be read ({error.strerror or error}); give the path of a .yml file.", name
        ) from error
    except UnicodeDecodeError as error:
        raise CodebookError("is not UTF-8 text; save it as UTF-8.", name) from error
    except yaml.YAMLError as error:
        raise _syntax(error, name) from error
    if root is None:
        raise CodebookError("is empty; it needs at least 'sides:' with one side.", name)
    return _codebook(_Reader(name), root, hashlib.sha256(raw).hexdigest())


def _syntax(error: yaml.YAMLError, name: str) -> CodebookError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "the file cannot be understood as YAML"
    return CodebookError(
        f"{problem}; check indentation, colons and brackets.", name, mark.line + 1 if mark else None
    )


def _codebook(reader: _Reader, root: yaml.Node, sha256: str) -> Codebook:
    top: dict[str, yaml.Node] = {}
    for name, key, value in reader.mapping(root, "the codebook"):
        reader.known(name, key, _TOP, "a codebook")
        top[name] = value
    if "sides" not in top:
        raise reader.fail(root, "the codebook has no 'sides:'; name at least one side.")
    owners: dict[str, str] = {}
    rules = [reader.side(name, value, owners) for name, _, value in reader.mapping(top["sides"], "sides")]
    if not rules:
        raise reader.fail(top["sides"], "'sides:' is empty; name at least one side.")
    scalars: Mapping[str, Any] = {k: str(v.value) for k, v in top.items() if isinstance(v, yaml.ScalarNode)}
    return Codebook(
        scalars.get("title", ""),
        scalars.get("version", ""),
        tuple(rules),
        scalars.get("default") or None,
        sha256,
    )


def sample_codebook() -> Codebook:
    """The codebook of the sample corpus: Government, Opposition and Toravia.

    Examples
    --------
    >>> sorted(sample_codebook().sides)
    ['Government', 'Opposition', 'Toravia']
    """
    with as_file(files("newslab") / "data" / "sample" / "codebook.yml") as path:
        return read_codebook(path)
