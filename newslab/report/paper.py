"""A report as a PDF: the same page, printed."""

from __future__ import annotations

from newslab.errors import InputError


def check_printer() -> None:
    """Raise an `InputError` that says what to install unless a PDF can be made here."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        raise InputError(
            "A PDF needs the library WeasyPrint, and Pango of the system, and one of them is missing: "
            "pip install 'newslab[pdf]', and on Debian or Ubuntu apt-get install libpango-1.0-0 "
            "libpangoft2-1.0-0 (the README has the others). A report that ends in .html needs neither."
        ) from error


def print_pdf(html: str) -> bytes:
    """The pages of a report.

    Parameters
    ----------
    html : str
        What `render` gave for paper.

    Returns
    -------
    bytes
        The PDF.
    """
    check_printer()
    import weasyprint

    # Pictures stand in the page itself; nothing is fetched from anywhere.
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    pdf: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf()
    return pdf
