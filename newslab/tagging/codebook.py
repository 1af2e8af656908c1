"""Read the user's codebook, a YAML file, and say the line of every mistake."""

from __future__ import annotations

import hashlib
import os
import re
from difflib import get_close_matches
from importlib.resources import as_file, files

import yaml

from newslab.errors import CodebookError, read_checked
from newslab.files import written_whole
from newslab.frames import ACTORS, IDENTIFICATIONS, JOINT, UNASSIGNED
from newslab.tagging.names import nations, normal, strip_title, without_article
from newslab.tagging.presets import preset_names, preset_text
from newslab.tagging.side import RULES, ActorType, Codebook, Side, nation

_TOP = ("title", "version", "reference", "sides", "default", "actors")
_ACTOR_RULES = ("roles", "identifications", "speakers", "affiliations", "patterns")
_CHOICES = {"roles": ACTORS, "identifications": IDENTIFICATIONS}
# Names and descriptions of all kinds: a pattern that fits each of them fits everyone.
_ANYBODY = (
    "Ana Ruiz", "Li", "O’Shea-Brandt", "NTU", "United Nations", "officials", "a woman of 34", "Øystein Dahl",
    "the ministry", "poll", "二",
)  # fmt: skip


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
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.fail(key, f"a name in {what} is a list or a mapping; write it as plain words.")
        pairs = [(str(key.value).strip(), key, value) for key, value in node.value]
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

    def text(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.fail(node, f"{what} must be plain words on one line, no list and no mapping.")
        return "" if node.tag.endswith(":null") else str(node.value).strip()

    def side_name(self, name: str, node: yaml.Node) -> str:
        # Results join the sides of a joint source by " & " and call those without one "unassigned".
        if not name:
            raise self.fail(node, "a side has no name; give it one, as in 'Government:'.")
        if name.casefold() == UNASSIGNED:
            raise self.fail(
                node,
                f"no side can be named {name!r}: newslab calls those so whom no rule fits. Choose another "
                "name; to leave people unassigned, leave 'default:' out.",
            )
        if JOINT in f" {name} ":
            raise self.fail(
                node, f"the side {name!r} has '&' between spaces, by which newslab joins sides; write 'and'."
            )
        return name

    def side(self, name: str, node: yaml.Node, owners: dict[str, str]) -> Side:
        values: dict[str, tuple[str, ...]] = {}
        for kind, key, value in self.mapping(node, f"side {name!r}"):
            self.known(kind, key, RULES, f"side {name!r}")
            texts = self.texts(value, f"{kind} of {name!r}")
            for text, item in texts:
                self._check_value(kind, text, item, name, owners)
            values[kind] = tuple(text for text, _ in texts)
        if not values:
            raise self.fail(node, f"side {name!r} has no rule; give it one of {', '.join(RULES)}.")
        return Side(name, **values)

    def actor(self, name: str, node: yaml.Node, owners: dict[str, str]) -> ActorType:
        values: dict[str, tuple[str, ...]] = {}
        for kind, key, value in self.mapping(node, f"actor {name!r}"):
            self.known(kind, key, _ACTOR_RULES, f"actor {name!r}")
            texts = self.texts(value, f"{kind} of {name!r}")
            for text, item in texts:
                if kind in _CHOICES:
                    self.known(text, item, _CHOICES[kind], f"{kind} of an actor")
                    owner = owners.setdefault(f"{kind} {text}", name)
                    if owner != name:
                        raise self.fail(
                            item, f"{text!r} stands under two actors, {owner!r} and {name!r}; the second is "
                            "never reached. Keep one.",
                        )  # fmt: skip
                else:
                    self._check_value(kind, text, item, name, owners)
            values[kind] = tuple(text for text, _ in texts)
        if not values:
            raise self.fail(node, f"actor {name!r} has no rule; give it one of {', '.join(_ACTOR_RULES)}.")
        return ActorType(name, **values)

    def actors(self, node: yaml.Node) -> tuple[ActorType, ...]:
        """The types of actors that a codebook lists, or those of a preset."""
        entries = self.mapping(node, "actors")
        if not entries:
            raise self.fail(node, "'actors:' is empty; list types of actors, or write {preset: NAME}.")
        chosen = next((value for name, _, value in entries if name == "preset"), None)
        if chosen is None:
            owners: dict[str, str] = {}
            return tuple(self.actor(self.side_name(name, key), value, owners) for name, key, value in entries)
        if len(entries) > 1:
            raise self.fail(node, "actors has a preset and types of its own; keep one of the two.")
        preset = self.text(chosen, "preset")
        self.known(preset, chosen, preset_names("actors"), "a preset of actors")
        return _parsed(f"preset {preset}", preset_text(preset)).actors

    def _check_value(self, kind: str, text: str, item: yaml.Node, side: str, owners: dict[str, str]) -> None:
        if kind == "patterns":
            if any(not c.isprintable() for c in text):
                raise self.fail(
                    item, f"the pattern {text!r} holds a control character; put it between single quotation "
                    "marks, so that a backslash stays one.",
                )  # fmt: skip
            try:
                expression = re.compile(text)
            except re.error as error:
                raise self.fail(
                    item, f"the pattern {text!r} is no valid regular expression: {error}."
                ) from error
            if expression.search("") or all(map(expression.search, _ANYBODY)):
                raise self.fail(
                    item, f"the pattern {text!r} fits everyone; make it name somebody, or give 'default:'."
                )
            return
        owner = owners.setdefault(f"{kind} {self._key(kind, text, item)}", side)
        if owner != side:
            raise self.fail(item, f"{text!r} stands under two sides, {owner!r} and {side!r}; keep one.")

    def _key(self, kind: str, text: str, item: yaml.Node) -> str:
        """What two spellings of one speaker or one country have in common."""
        if kind == "speakers":
            bare = strip_title(text)[0]
            return normal(bare if " " in bare else text)
        if kind == "nationalities":
            known = nation(text)
            meant = "" if known else _meant(text)
            if meant:
                raise self.fail(
                    item,
                    f"{text!r} is no country that newslab knows. Did you mean {meant!r}? If there is one of "
                    "that name, give it under 'patterns'.",
                )
            return normal(known[0] if known else text)
        return normal(text)


def _meant(value: str) -> str:
    """The country of which an unknown one is a near miss, or whose adjective or capital it is, or ''."""
    folded = without_article(value).casefold()
    for words in nations().values():
        if folded in (word.casefold() for word in words):
            return words[0]
    # Who mistypes a name seldom mistypes its first letter, and Prussia is no Russia.
    near = (n for n in get_close_matches(folded, nations(), n=9, cutoff=0.82) if n[0] == folded[0])
    found = next(near, "")
    return next((word for word in nations().get(found, ()) if word.casefold() == found), "")


def read_codebook(path: str | os.PathLike[str]) -> Codebook:
    """Read and check a codebook, one YAML file of sides.

    Parameters
    ----------
    path : str or path-like
        The file: ``title``, ``version``, ``sides`` (each with ``speakers``, ``affiliations``,
        ``nationalities`` or ``patterns``) and, if wanted, ``default``; and ``actors``: a list of types of
        the user's own (each with ``roles``, ``identifications``, ``speakers``, ``affiliations`` or
        ``patterns``), or ``{preset: NAME}``, one of `list_presets`. A speaker who is named wins, by
        the full name or, where the article gives no more and no other side has one, the surname;
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
    return _parsed(*read_checked(path, ".yml", CodebookError))


def _parsed(name: str, text: str, sha256: str = "") -> Codebook:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _syntax(error, name) from error
    if root is None:
        raise CodebookError("is empty; it needs at least 'sides:' with one side.", name)
    return _codebook(_Reader(name), root, sha256)


def codebook_of(text: str, name: str = "the codebook") -> Codebook:
    """Give the codebook that a file with this text would hold; `name` is said in its mistakes."""
    return _parsed(name, text, hashlib.sha256(text.encode()).hexdigest())


def check_text(text: str) -> None:
    """Raise a `CodebookError` if a text is no codebook."""
    _parsed("the new codebook", text)


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
    if "sides" not in top and "actors" not in top:
        raise reader.fail(root, "the codebook has no 'sides:'; name at least one side, or 'actors:'.")
    owners: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name, key, _ in reader.mapping(top["sides"], "sides") if "sides" in top else []:
        if folded.setdefault(name.casefold(), name) != name:
            raise reader.fail(key, f"{name!r} and {folded[name.casefold()]!r} differ only in case; keep one.")
    rules = [
        reader.side(reader.side_name(name, key), value, owners)
        for name, key, value in (reader.mapping(top["sides"], "sides") if "sides" in top else [])
    ]
    if "sides" in top and not rules:
        raise reader.fail(top["sides"], "'sides:' is empty; name at least one side.")
    actors = reader.actors(top["actors"]) if "actors" in top else ()
    texts = {name: reader.text(top[name], f"{name!r}") for name in top if name not in {"sides", "actors"}}
    default = texts.get("default")
    if default:
        reader.side_name(default, top["default"])
    return Codebook(
        texts.get("title", ""), texts.get("version", ""), tuple(rules), default or None, sha256, actors
    )  # fmt: skip


def sample_codebook(*, path: str | os.PathLike[str] | None = None) -> Codebook:
    """The codebook of the sample corpus: Government, Opposition and Toravia.

    Parameters
    ----------
    path : str or path-like, optional
        Where to write a copy, to look at and to change.

    Returns
    -------
    Codebook
        The codebook.

    Examples
    --------
    >>> sorted(sample_codebook().sides)
    ['Government', 'Opposition', 'Toravia']
    """
    own = files("newslab") / "data" / "sample" / "codebook.yml"
    if path is not None:
        with written_whole(path) as temporary:
            temporary.write_bytes(own.read_bytes())
    with as_file(own) as place:
        return read_codebook(place)
