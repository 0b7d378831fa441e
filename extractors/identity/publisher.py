"""Who publishes a document: sender, letterhead, signature or imprint, by its canonical name."""

import re

from extractors.findings import Finding
from extractors.identity.printed_text import PrintedText
from extractors.identity.rules import rules_for
from extractors.organisations.register import organisation_register
from schemas.document import DocumentKind

_ABBREVIATION = 6
_LINK = re.compile(r"(?<=[ -])(?:Aan|Op|In|De|Den|Het|Van|Der|En|Bij|Voor)(?=[ -])")


def find_publisher(
    printed: PrintedText, text: str, kind: DocumentKind
) -> tuple[str, Finding] | None:
    """Return the publisher and where it is named; none where the text does not tell.

    ``text`` is the clean text with its capitals. A name that the register knows is
    canonical, another one as it is written.
    """
    for rule in rules_for("publisher"):
        for match in rule.matches(printed) if kind in rule.kinds else ():
            start, end = match.span("name")
            name = rule.prefix + _in_usual_letters(" ".join(text[start:end].split()))
            organisation = organisation_register().resolve(name)
            if organisation or not rule.registered:
                finding = Finding(start=start, end=end, rule=f"publisher.{rule.id}")
                return (organisation.name if organisation else name), finding
    return None


def _in_usual_letters(name: str) -> str:
    """``BERGEN OP ZOOM`` is Bergen op Zoom; short names in capitals are abbreviations."""
    if not name.isupper() or len(name) < _ABBREVIATION:
        return name
    return _LINK.sub(lambda link: link[0].lower(), name.title())
