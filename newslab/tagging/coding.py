"""Apply a codebook to the tables: sides and types of actors, as often as the codebook changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.frames import ATTRIBUTIONS, JOINT, SPEAKERS, UNASSIGNED, check_columns
from newslab.tagging.side import Codebook

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

Coded = dict[tuple[str, str], dict[str, Any]]


def _coded(speakers: Sequence[Mapping[str, Any]], codebook: Codebook | None) -> Coded:
    """Side, actor and reasons of each speaker, by article and identifier."""
    out: Coded = {}
    memory: dict[Any, dict[str, Any]] = {}
    for row in speakers:
        texts = (*row["descriptions"], *row["aliases"])
        key = (row["speaker"], texts, row["role"], row["identification"])
        if key not in memory:
            memory[key] = _code(codebook, row["speaker"], texts, row["role"], row["identification"])
        out[row["article_id"], row["speaker_id"]] = memory[key]
    return out


def _code(
    codebook: Codebook | None, name: str, texts: Sequence[str], role: str, identification: str
) -> dict[str, Any]:
    if codebook is None:
        return {"side": None, "why_side": "no codebook", "actor": role, "why_actor": ""}
    side, why = codebook.side_of(name, texts, actor=role)
    actor, why_actor = codebook.actor_of(name, texts, role=role, identification=identification)
    return {"side": side, "why_side": why, "actor": actor, "why_actor": why_actor}


def _of_attribution(row: Mapping[str, Any], coded: Coded, codebook: Codebook | None) -> dict[str, Any]:
    """Side, actor and reasons of an attribution, from those of its speakers."""
    identifier = row["speaker_id"]
    ids = identifier.split(JOINT) if isinstance(identifier, str) else []
    missing = next((i for i in ids if (row["article_id"], i) not in coded), None)
    if missing is not None:
        raise InputError(
            f"The speakers table has no row for {missing!r} in article {row['article_id']!r}, whom the "
            "attributions name; give both tables as tag() made them."
        )
    who = [coded[row["article_id"], i] for i in ids]
    sides = [w["side"] for w in who]
    joined = JOINT.join(s or UNASSIGNED for s in sides) if any(sides) else None
    told = [w["actor"] for w in who if w["actor"] != "other"]
    actor = told[0] if told else "other" if who else "none"
    if codebook is None or not codebook.actors:
        actor = row["role"]
    whys = {name: "; ".join(dict.fromkeys(w[f"why_{name}"] for w in who)) for name in ("side", "actor")}
    # A mapping that was in a parquet file is a list of pairs.
    reasons = {k: v for k, v in dict(row["reasons"]).items() if k not in whys}
    reasons["side"] = whys["side"] or ("no codebook" if codebook is None else "no speaker")
    reasons["actor"] = whys["actor"] or reasons.get("role", "")
    return {"side": joined, "actor": actor, "reasons": reasons}


def code_tables(
    attributions: pd.DataFrame, speakers: pd.DataFrame, codebook: Codebook | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables with `side`, `actor` and their reasons by a codebook, everything else as it was."""
    rows = speakers.to_dict("records")
    coded = _coded(rows, codebook)
    own = [coded[row["article_id"], row["speaker_id"]] for row in rows]
    new = [_of_attribution(row, coded, codebook) for row in attributions.to_dict("records")]
    columns = {
        name: _column([n[name] for n in new], attributions.index) for name in ("side", "actor", "reasons")
    }
    return attributions.assign(**columns), speakers.assign(
        side=_column([c["side"] for c in own], speakers.index),
        actor=_column([c["actor"] for c in own], speakers.index),
    )


def _column(values: list[Any], index: Any) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(values, index=index, dtype="object")


def recode(tagged: Tagged, codebook: Codebook | None) -> Tagged:
    """Apply another codebook to what is tagged, without tagging again.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    codebook : Codebook or None
        From `read_codebook`; None takes sides and types of actors away.

    Returns
    -------
    Tagged
        The same attributions with `side` and `actor` by the new codebook, as `tag` would have given
        them. What people coded by hand is in tables of its own and stays as it is.

    Raises
    ------
    InputError
        If `tagged` or `codebook` is something else.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import Codebook, recode, tag
    >>> from newslab.tagging.side import Side
    >>> tagged = tag(pd.DataFrame({"text": ["“We will pay,” said Ana Ruiz."]}))
    >>> recode(tagged, Codebook("", "", (Side("North", speakers=("Ana Ruiz",)),))).attributions["side"][0]
    'North'
    """
    if not hasattr(tagged, "attributions"):
        raise InputError(f"tagged is a {type(tagged).__name__}; give what tag() returned.")
    if codebook is not None and not isinstance(codebook, Codebook):
        raise InputError(f"codebook is a {type(codebook).__name__}; give read_codebook(…), or None.")
    check_columns(tagged.attributions, ATTRIBUTIONS)
    check_columns(tagged.speakers, SPEAKERS)
    attributions, speakers = code_tables(tagged.attributions, tagged.speakers, codebook)
    provenance = {**tagged.provenance, "codebook": identity(codebook)}
    return replace(
        tagged, attributions=attributions, speakers=speakers, codebook=codebook, provenance=provenance
    )


def identity(codebook: Codebook | None) -> dict[str, str]:
    """What a result says of its codebook."""
    if codebook is None:
        return {}
    return {"title": codebook.title, "version": codebook.version, "sha256": codebook.sha256}
