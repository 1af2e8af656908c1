"""A codebook as the text of its file: speakers are put under sides, comments stay."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.tagging.names import normal, strip_title
from newslab.tagging.side import RULES

if TYPE_CHECKING:
    from newslab.tagging.side import Codebook

_HEAD = "# Who speaks for which side. A speaker who is named wins; then the sides are tried from the top.\n"


def _editor(text: str) -> Any:
    """A reader and writer of YAML that keeps comments, quotation marks and the file's indents."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.allow_unicode = True
    dash = re.search(r"^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- ", text, re.M)
    offset = len(dash[2]) - len(dash[1]) if dash else 2
    key = re.search(r"^[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( +)[^\s#-]", text, re.M)
    yaml.indent(mapping=len(key[1]) if key else 2, sequence=offset + 2, offset=offset)
    return yaml


def _read(text: str) -> Any:
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import YAMLError

    try:
        found = _editor(text).load(text)
    except YAMLError as error:
        raise InputError(f"The codebook cannot be read as YAML: {error}") from error
    return CommentedMap() if found is None else found


def _written(data: Any, text: str) -> str:
    file = io.StringIO()
    _editor(text).dump(data, file)
    return file.getvalue()


def _same(a: str, b: str) -> bool:
    """Whether a codebook takes two names for one."""
    return normal(strip_title(a)[0]) == normal(strip_title(b)[0])


def _listed(rules: Any) -> Any:
    """The speakers of a side, as a list that can be changed."""
    from ruamel.yaml.comments import CommentedSeq

    speakers = rules.get("speakers")
    if not isinstance(speakers, list):
        rules["speakers"] = CommentedSeq([] if speakers is None else [speakers])
    return rules["speakers"]


def _take_out(speakers: Any, at: int) -> None:
    """Take a name off a list, but leave the comment lines below it."""
    token = (speakers.ca.items.get(at) or [None])[0]
    below = token.value.partition("\n")[2] if token is not None else ""
    column = max(0, speakers.lc.item(0)[1] - 2) if speakers.lc.data else 0
    del speakers[at]
    if below.strip() and at:
        before = (speakers.ca.items.get(at - 1) or [None])[0]
        if before is None:
            token.value = "\n" + below
            speakers.ca.items[at - 1] = [token, None]
        else:
            before.value = before.value.rstrip("\n") + "\n" + below
    elif below.strip() and len(speakers):
        bare = re.sub(r"^\s*# ?", "", below.strip(), flags=re.M)
        speakers.yaml_set_comment_before_after_key(0, before=bare, indent=column)


def _clear(sides: Any, name: str, keep: str | None) -> None:
    """Take a name out of every side but one."""
    for side, rules in sides.items():
        if side == keep or not isinstance(rules, dict) or "speakers" not in rules:
            continue
        speakers = _listed(rules)
        for at in reversed([i for i, other in enumerate(speakers) if _same(str(other), name)]):
            _take_out(speakers, at)
        if not speakers:
            del rules["speakers"]
        if not rules:
            raise InputError(
                f"{name} is all that the side {side!r} has; give it another rule first ({', '.join(RULES)}), "
                "or take the side out of the file."
            )


def assign(text: str, names: Iterable[str], side: str | None) -> str:
    """Put speakers under a side of a codebook.

    Parameters
    ----------
    text : str
        The codebook's YAML; may be empty.
    names : iterable of str
        The speakers. They are taken out of the other sides' speakers.
    side : str or None
        A side, new ones at the end; None takes the speakers out of all sides.

    Returns
    -------
    str
        The YAML, its comments and order kept.

    Raises
    ------
    InputError
        If the text is no YAML, or a side would be left without any rule.

    Examples
    --------
    >>> text = "sides:\\n  North:\\n    speakers: [Ana Ruiz]  # the mayor\\n"
    >>> print(assign(text, ["Tom Dunn"], "North"), end="")
    sides:
      North:
        speakers: [Ana Ruiz, Tom Dunn]  # the mayor
    """
    from ruamel.yaml.comments import CommentedMap

    data = _read(text)
    if data.get("sides") is None:
        data["sides"] = CommentedMap()
    for name in names:
        _clear(data["sides"], name, side)
        if side is None:
            continue
        rules = data["sides"].get(side)
        if rules is None:
            rules = data["sides"][side] = CommentedMap()
        speakers = _listed(rules)
        if not any(_same(str(other), name) for other in speakers):
            _append(speakers, name)
    return _written(data, text) if text.strip() else _HEAD + _written(data, text)


def _append(speakers: Any, name: str) -> None:
    """Add a name; what stands below the list stays below it."""
    last = len(speakers) - 1
    token = (speakers.ca.items.get(last) or [None])[0]
    speakers.append(name)
    if token is not None and not speakers.fa.flow_style():
        own, mark, below = token.value.partition("\n")
        if below.strip():
            from ruamel.yaml.tokens import CommentToken

            token.value = own + mark
            speakers.ca.items[last + 1] = [CommentToken("\n" + below, token.start_mark, None), None]


def text_of(codebook: Codebook | None) -> str:
    """The YAML of a codebook whose file is not at hand.

    Examples
    --------
    >>> from newslab.tagging.side import Codebook, Side
    >>> print(text_of(Codebook("Dam", "1", (Side("North", speakers=("Ana Ruiz",)),))), end="")
    title: Dam
    version: '1'
    sides:
      North:
        speakers:
          - Ana Ruiz
    """
    if codebook is None:
        return ""
    data: dict[str, Any] = {"title": codebook.title, "version": codebook.version}
    if codebook.rules:
        data["sides"] = {side.name: _rules(side, RULES) for side in codebook.rules}
    if codebook.default:
        data["default"] = codebook.default
    if codebook.actors:
        data["actors"] = {a.name: _rules(a, ("roles", "identifications", *RULES)) for a in codebook.actors}
    return _written({name: value for name, value in data.items() if value}, "")


def _rules(holder: Any, kinds: Iterable[str]) -> dict[str, list[str]]:
    return {kind: list(values) for kind in kinds if (values := getattr(holder, kind, ()))}
