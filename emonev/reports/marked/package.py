"""The parts of an xlsx file: read, related, changed, written again. Parts nobody touches stay as
they are, byte for byte – pictures, charts, macros, widths and number formats included."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"

_LEVEL = 3
"""Deflate level: a third of the time of the usual one, a tenth larger."""


def parsed(xml: bytes) -> Any:
    """An element tree's root; no entity is resolved, nothing is fetched. Raises ValueError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("a part of the workbook is no XML") from error


def printed(root: Any) -> bytes:
    """The part's bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


class Package:
    """An open xlsx as parts by name ("xl/workbook.xml")."""

    def __init__(self, path: Path) -> None:
        """Read every part. Raises ValueError for a file that is no package."""
        with zipfile.ZipFile(path) as archive:
            self.parts = {
                info.filename: archive.read(info)
                for info in archive.infolist()
                if not info.is_dir()
            }
        self.workbook = self._target("_rels/.rels", "officeDocument", "")

    def write(self, path: Path) -> None:
        """Write all parts; the content types come first, as readers expect."""
        first = "[Content_Types].xml"
        names = [first, *(name for name in self.parts if name != first)]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            for name in names:
                archive.writestr(name, self.parts[name])

    def rels_name(self, part: str) -> str:
        """Where the relationships of ``part`` are kept."""
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """(relationship id, part) of every relationship of ``kind`` ("comments") of ``part``."""
        rels = self.parts.get(self.rels_name(part))
        if rels is None:
            return []
        return [
            (one.get("Id"), resolve(part, one.get("Target")))
            for one in parsed(rels)
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from ``part`` to the part ``target``; gives its id."""
        name = self.rels_name(part)
        root = parsed(self.parts[name]) if name in self.parts else etree.Element(
            f"{{{RELS}}}Relationships", nsmap={None: RELS}
        )  # fmt: skip
        known = {one.get("Id") for one in root}
        number = next(n for n in range(1, len(known) + 2) if f"rIdM{n}" not in known)
        base = (
            STRICT_OFFICE if any(STRICT_OFFICE in one.get("Type", "") for one in root) else OFFICE
        )
        etree.SubElement(
            root, f"{{{RELS}}}Relationship", Id=f"rIdM{number}", Type=f"{base}/{kind}",
            Target=f"/{target}",
        )  # fmt: skip
        self.parts[name] = printed(root)
        return f"rIdM{number}"

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add or replace a part with its own content type."""
        self.parts[name] = content
        types = parsed(self.parts["[Content_Types].xml"])
        tag = f"{{{TYPES}}}Override"
        for one in types.findall(tag):
            if one.get("PartName") == f"/{name}":
                types.remove(one)
        etree.SubElement(types, tag, PartName=f"/{name}", ContentType=content_type)
        self.parts["[Content_Types].xml"] = printed(types)

    def free_name(self, pattern: str) -> str:
        """The first free name of a pattern ("xl/comments{}.xml")."""
        known = {name.lower() for name in self.parts}
        number = 1
        while pattern.format(number).lower() in known:
            number += 1
        return pattern.format(number)

    def _target(self, rels: str, kind: str, part: str) -> str:
        if rels not in self.parts:
            raise ValueError("no relationships: not a workbook")
        for one in parsed(self.parts[rels]):
            if one.get("Type", "").endswith(f"/{kind}"):
                return resolve(part, one.get("Target"))
        raise ValueError(f"no {kind} part")


def resolve(part: str, target: str) -> str:
    """A relationship's target as part name: absolute, or relative to the part's folder."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
