"""Files that are zip archives of XML: Word, PowerPoint and OpenDocument.

An archive is judged by its list of members before anything is unpacked, and its XML
before it is parsed: no bomb is opened, no entity expanded, nothing written to disk.
"""

import struct
import zlib
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml.etree import LxmlError

from extractors.read.composed import compose
from extractors.read.outcome import Progress, unreadable
from extractors.read.parts import Part
from schemas.document import Document, Reason, Unreadable

Parts = Callable[[Path, Progress], Iterable[Part]]
"""Reads the parts of a document from its file."""

Errors = tuple[type[Exception], ...]

# What zipfile and lxml raise, and readers that miss what every such file has.
_DAMAGE = (
    BadZipFile,
    LxmlError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_MEMBER = b"manifest:encryption-data"
_MANIFEST = "META-INF/manifest.xml"
_XML = (".xml", ".rels")
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_PICTURES = ("word/media/", "ppt/media/", "Pictures/")

_MOST_MEMBERS = 10_000
_MOST_XML = 150 * 1024**2  # bytes, which take about six times as much when parsed
_MOST_BYTES = 1024**3
_MOST_GROWTH = 100  # times the file's own size; a long Word file grows tenfold
_SMALL = 10 * 1024**2  # bytes that any file may unpack to


def read_package(
    path: Path, name: str, progress: Progress, parts_of: Parts, damage: Errors = ()
) -> Document | Unreadable:
    """Read the archive at ``path`` with ``parts_of``, once it is known to be harmless.

    ``damage`` are the errors by which the library that ``parts_of`` reads with tells of it.
    """
    data = path.read_bytes()
    document_id = sha256(data).hexdigest()[:16]
    try:
        complaint = _complaint(path, data)
        parts = () if complaint else tuple(parts_of(path, progress))
        complaint = complaint or _nothing(path, parts)
    except (*_DAMAGE, *damage) as error:
        complaint = Reason.DAMAGED, f"the file is damaged ({type(error).__name__})"
    if complaint:
        return unreadable(name, *complaint, document_id)
    return compose(parts, name, document_id)


def _complaint(path: Path, data: bytes) -> tuple[Reason, str] | None:
    if not data.strip(b"\0 \t\r\n"):
        return Reason.EMPTY, "the file is empty"
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            return Reason.ENCRYPTED, "the file asks for a password"
        return Reason.UNSUPPORTED, f"this is an old Office file; save it as {path.suffix.lower()}"
    with ZipFile(path) as archive:
        members = archive.infolist()
        return _oversize(members, len(data)) or _trick(members) or _harm(archive)


def _oversize(members: list[ZipInfo], size: int) -> tuple[Reason, str] | None:
    if len(members) > _MOST_MEMBERS:
        return Reason.TOO_LARGE, f"{len(members)} files within the file"
    whole = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if _is_xml(member))
    if whole > min(max(size * _MOST_GROWTH, _SMALL), _MOST_BYTES) or xml > _MOST_XML:
        return Reason.TOO_LARGE, f"the file unpacks to {whole / 1024**2:.0f} MB"
    return None


def _trick(members: list[ZipInfo]) -> tuple[Reason, str] | None:
    if any(member.flag_bits & 1 for member in members):
        return Reason.ENCRYPTED, "the file asks for a password"
    names = [member.filename.replace("\\", "/") for member in members]
    if any(name.startswith("/") or ":" in name or ".." in name.split("/") for name in names):
        return Reason.DAMAGED, "the archive names files outside itself"
    return None


def _harm(archive: ZipFile) -> tuple[Reason, str] | None:
    for member in archive.infolist():
        content = archive.read(member) if _is_xml(member) else b""
        if any(entity in content for entity in _ENTITIES):
            return Reason.DAMAGED, "the file declares entities, as no document does"
        if member.filename == _MANIFEST and _ENCRYPTED_MEMBER in content:
            return Reason.ENCRYPTED, "the file asks for a password"
    return None


def _is_xml(member: ZipInfo) -> bool:
    return member.filename.lower().endswith(_XML)


def _nothing(path: Path, parts: Iterable[Part]) -> tuple[Reason, str] | None:
    if any(part.text.strip() for part in parts):
        return None
    with ZipFile(path) as archive:
        pictures = any(name.startswith(_PICTURES) for name in archive.namelist())
    if pictures:
        return Reason.NEEDS_OCR, "the file holds pictures and no text"
    return Reason.EMPTY, "the file holds no text"
