"""Media Cloud: the CSV of stories, which mostly has addresses and titles alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newslab.article import Article
from newslab.as_found import noted
from newslab.loading.delimited import rows_of
from newslab.loading.exports import header_of, language_code, unknown_language
from newslab.loading.families import Family
from newslab.loading.fields import articles_of, columns_of
from newslab.loading.find import Found

# Both layouts have these: that of search.mediacloud.org, and that of the explorer before it.
_FIELDS = frozenset({"media_name", "media_url", "publish_date", "title", "url"})
NO_TEXT = (
    "Media Cloud lists stories without their text. Save the page of its url (as HTML, or with a crawler as "
    "WARC), and read that."
)


def _fits(found: Found, head: bytes) -> bool:
    return header_of(head) >= _FIELDS


def _completed(fields: dict[str, Any], found: Found) -> dict[str, Any]:
    columns = columns_of(tuple(fields), found.options)
    if not any(str(fields[name]).strip() for name in columns.get("text", [])):
        fields["problem"] = NO_TEXT
    language = str(fields.get("language") or "")
    fields["language"] = language_code(language)
    fields["as_found"] = noted(language=unknown_language(language))
    if str(fields.get("ap_syndicated", "")).casefold() in {"true", "1", "t"}:
        fields["wire"] = "AP"
    return fields


def read_mediacloud(found: Found) -> Iterator[Article]:
    """Read Media Cloud's CSV of stories; one without text, as most are, is a row with a problem.

    Title, outlet, date and address are kept with it, so that what was found can still be counted.
    """
    records = (
        (number, _completed(fields, found) if isinstance(fields, dict) else fields)
        for number, fields in rows_of(found)[1]
    )
    yield from articles_of(records, source=found.origin, origin=found.origin, options=found.options)


MEDIACLOUD = Family("Media Cloud", _fits, read_mediacloud)
