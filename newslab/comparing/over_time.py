"""How a comparison changes by day, week, month or year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newslab.comparing.counting import check_tagged
from newslab.comparing.inference import RESAMPLES
from newslab.comparing.questions import ask
from newslab.comparing.summary import summarise
from newslab.errors import InputError, check_choice
from newslab.frames import ARTICLES, check_columns

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

EVERY = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


def _periods(published: pd.Series, every: str, zone: str) -> pd.Series:
    """The period of each time, by the clock of a place."""
    import pandas as pd

    try:
        local = pd.to_datetime(published, utc=True).dt.tz_convert(zone)
    except (KeyError, ValueError, TypeError, OSError) as problem:
        raise InputError(
            f"zone is {zone!r}; it must be the name of a time zone, such as 'Europe/London', and the column "
            "published must hold dates."
        ) from problem
    return local.dt.tz_localize(None).dt.to_period(EVERY[every])


def _with_gaps(frame: pd.DataFrame, every: str, groups: list[str], keys: list[str]) -> pd.DataFrame:
    """Every period from the first to the last, for each group; one without articles has no estimate."""
    import pandas as pd

    starts = pd.PeriodIndex(frame["period"], freq=EVERY[every])
    every_one = pd.period_range(starts.min(), starts.max(), freq=EVERY[every])
    frame = frame.assign(period=starts)
    known = frame[[*groups, *keys]].drop_duplicates()
    wanted = known.merge(pd.DataFrame({"period": every_one}), how="cross")
    whole = wanted.merge(frame, how="left", on=[*groups, *keys, "period"])
    whole["order"] = whole.groupby([*groups, *keys], sort=False).ngroup()
    whole = whole.sort_values([*groups, "period", "order"], kind="stable", ignore_index=True)
    counts = {name: whole[name].fillna(0).astype("int64") for name in ("n_articles", "n_attributions")}
    columns = [*groups, "period", *(name for name in frame.columns if name not in (*groups, "period"))]
    return whole.assign(**counts, period=whole["period"].dt.start_time)[columns]


def over_time(
    tagged: Tagged,
    question: str,
    *,
    every: str = "month",
    by: str | None = None,
    zone: str = "UTC",
    stories: pd.DataFrame | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
    **options: Any,
) -> pd.DataFrame:
    """Ask a question of each day, week, month or year.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    question : str
        What to ask: "balance", "sourcing", "source_rates" or "diversity", the functions of these names.
    every : {"day", "week", "month", "quarter", "year"}
        How long a period is. Weeks begin on Mondays.
    by : str, optional
        A column that makes groups within each period, as in `balance`: "outlet", "side" …
    zone : str
        By whose clock a day begins; dates are in UTC ("America/New_York").
    stories : pandas.DataFrame, optional
        What `stories` returned; whole stories are then drawn again for the intervals.
    resamples, seed : int
        How often the articles of a group are drawn again (0: no intervals), and the seed of the draws.
    **options
        Further arguments of the function: `measure`, `axis`, `copies` …

    Returns
    -------
    pandas.DataFrame
        What the function returns, with `period` (when it begins): a row per group, period and value. A period
        without articles has rows with n_articles 0 and no estimate. `attrs["left_out"]["undated_articles"]`
        counts the articles without a date; `attrs["every"]` says how long a period is.

    Raises
    ------
    InputError
        Where no article has a date, or a question, period or argument is not one that is allowed.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> days = {"a": "2025-01-30", "b": "2025-03-02"}
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": i, "published": pd.Timestamp(day, tz="UTC"), "words": 9}
    ...                 for i, day in days.items()], ARTICLES),
    ...     make_frame([{"article_id": i, "speaker_id": "orrin", "passage": "body"} for i in "aab"],
    ...                ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> found = over_time(tagged, "source_rates", measure="attributions_per_article")
    >>> found[["period", "estimate", "n_articles"]]
          period  estimate  n_articles
    0 2025-01-01       2.0           1
    1 2025-02-01       NaN           0
    2 2025-03-01       1.0           1
    """
    check_choice(every, EVERY, "every")
    check_tagged(tagged)
    check_columns(tagged.articles, ARTICLES, ["published"])
    dated = tagged.articles["published"].notna()
    if not dated.any():
        raise InputError(
            "No article has a date, so there is no time to compare over: see the column published."
        )
    articles = tagged.articles[dated]
    periods = _periods(articles["published"], every, zone)
    asked = ask(
        replace(tagged, articles=articles.assign(period=periods.astype(str))),
        question,
        ["period"] if by is None else [by, "period"],
        options,
    )
    frame = summarise(asked, stories=stories, resamples=resamples, seed=seed)
    attrs = frame.attrs
    if len(frame):
        frame = _with_gaps(frame, every, [] if by is None else [by], list(asked.columns))
    frame.attrs = {
        **attrs,
        "left_out": {**attrs["left_out"], "undated_articles": int((~dated).sum())},
        "every": every,
        "zone": zone,
    }
    return frame
