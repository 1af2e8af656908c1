"""NewsAPI and Event Registry (NewsAPI.ai): the JSON that their interfaces answer with."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from newslab.article import Article
from newslab.as_found import noted
from newslab.errors import InputError
from newslab.loading.exports import Record, agency_of, language_code, unknown_language
from newslab.loading.families import Family
from newslab.loading.fields import articles_of, as_string
from newslab.loading.find import Found

_CUT = re.compile(r"…?\s*\[\+\d+ chars\]\s*$")
_SIGNS = (
    re.compile(r'"status"\s*:\s*"(?:ok|error)"\s*,\s*"(?:totalResults|code)"'),
    re.compile(r'"urlToImage"\s*:.*"publishedAt"\s*:|"publishedAt"\s*:.*"urlToImage"\s*:', re.DOTALL),
    re.compile(r'"(?:dateTimePub|isDuplicate|eventUri)"\s*:'),
    re.compile(r'^\s*\{\s*"(?:articles|recentActivityArticles)"\s*:\s*\{'),
)
_CUT_OFF = "NewsAPI gives the beginning of the text alone; save the page of its url and read that."
_NO_TEXT = "The answer holds the article without its text; save the page of its url and read that."


def _fits(found: Found, head: bytes) -> bool:
    start = head.decode("utf-8-sig", "replace")
    return start.lstrip()[:1] in {"{", "["} and any(sign.search(start) for sign in _SIGNS)


def _list_of(answer: Any) -> list[Any]:
    """The articles of an answer, in whichever of the interfaces' forms."""
    if isinstance(answer, list):
        # Answers page by page, or articles.
        pages = [item for item in answer if isinstance(item, Mapping) and "articles" in item]
        return [article for page in pages for article in _list_of(page)] if pages else answer
    if not isinstance(answer, Mapping):
        return []
    for name in ("articles", "results", "recentActivityArticles", "activity"):
        if isinstance(answer.get(name), (Mapping, list)):
            return _list_of(answer[name])
    # Articles by their addresses: {"8061": {"info": {…}}}.
    infos = [held["info"] for held in answer.values() if isinstance(held, Mapping) and "info" in held]
    return infos or ([answer] if "url" in answer or "body" in answer else [])


def _announced(answer: Any) -> int:
    if not isinstance(answer, Mapping):
        return 0
    total = answer.get("totalResults")
    return total if isinstance(total, int) else max(map(_announced, answer.values()), default=0)


def _date(article: Mapping[str, Any]) -> tuple[Any, str | None]:
    """When it was published, else when it was found and its words; the parts may stand apart."""
    for name in ("publishedAt", "dateTimePub"):
        if article.get(name):
            return article[name], None
    if article.get("dateTime"):
        return article["dateTime"], str(article["dateTime"])
    day, clock = article.get("date"), article.get("time")
    return (f"{day}T{clock}Z", f"{day} {clock}") if day and clock else (day, None)


def _record(number: str, article: Any) -> tuple[str, dict[str, Any] | str]:
    if not isinstance(article, Mapping):
        return number, f"{number.capitalize()} is a {type(article).__name__}, not an article, {{…}}."
    text = article.get("body") or article.get("content") or ""
    text = text if isinstance(text, str) else ""
    source = article.get("source")
    named = source if isinstance(source, Mapping) else {"name": source}
    outlet = as_string(named.get("name")) or as_string(named.get("title")) or as_string(named.get("uri"))
    byline = as_string(article.get("author") or article.get("authors"))
    published, words = _date(article)
    language = as_string(article.get("lang") or article.get("language"))
    credit = next((credit for credit in (byline, outlet) if agency_of(credit)), None)
    fields: dict[str, Any] = {
        "outlet": outlet, "published": published, "title": as_string(article.get("title")),
        "byline": byline, "url": as_string(article.get("url")), "record": as_string(article.get("uri")),
        "language": language_code(language), "wire": agency_of(byline, outlet),
        "as_found": noted(published=words, wire=credit, language=unknown_language(language)),
    }  # fmt: skip
    problem = _CUT_OFF if _CUT.search(text) else "" if text.strip() else _NO_TEXT
    fields |= {"problem": problem} if problem else {"text": text}
    # What the user names by columns= is among the others.
    others = {str(name): value for name, value in article.items() if name not in {"body", "content"}}
    return number, others | fields


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise InputError("The file is not JSON that can be read: its lists are too deep.") from error
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except ValueError:
            raise InputError(
                f"The file is not valid JSON: {error}. It may not be whole; get it again."
            ) from error


def read_newsapi(found: Found) -> Iterator[Article]:
    """Read the answers of NewsAPI and of Event Registry, one or a list of them, or their articles.

    The text is theirs, character for character. An article whose text is cut off, as NewsAPI's are
    after 200 characters, or not there is a row with a problem.

    Raises
    ------
    InputError
        The file is not JSON, is the answer that there was a mistake, or holds no article.

    Warns
    -----
    UserWarning
        More articles were found than the file holds.
    """
    answer = _parsed(found.read_text())
    articles = _list_of(answer)
    if not articles:
        told = answer.get("message") or answer.get("error") if isinstance(answer, Mapping) else ""
        raise InputError(f"The answer holds no articles{f': {told}' if told else '.'}")
    announced = _announced(answer)
    if announced > len(articles):
        warnings.warn(
            f"{found.origin}: {announced} articles were found, of which this answer holds {len(articles)}; "
            "the others are in the answer's further pages.",
            stacklevel=2,
        )
    records: list[Record | tuple[str, Any]] = [
        _record(f"article {number}", article) for number, article in enumerate(articles, start=1)
    ]
    yield from articles_of(records, source=found.origin, origin=found.origin, options=found.options)


NEWSAPI = Family("NewsAPI, Event Registry", _fits, read_newsapi)
