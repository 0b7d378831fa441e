"""When a document was published, as precisely as its text tells."""

from extractors.dates import find
from extractors.findings import Finding
from extractors.identity.printed_text import PrintedText
from extractors.identity.rules import rules_for
from schemas.document import DocumentKind


def find_published(printed: PrintedText, kind: DocumentKind) -> tuple[str, Finding] | None:
    """Return the publication date as EDTF and where it stands; none where the text is silent.

    At the foot the last date counts: the auditor's approval stands above the signature.
    """
    for rule in rules_for("published"):
        matches = list(rule.matches(printed)) if kind in rule.kinds else []
        for match in reversed(matches) if rule.where == ("foot",) else matches:
            if dates := find(match["date"].replace("\n", " "), None, None):
                start, end = match.span("date")
                return dates[0].edtf, Finding(start=start, end=end, rule=f"published.{rule.id}")
    return None
