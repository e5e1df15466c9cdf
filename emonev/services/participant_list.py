"""An attendance list as people paste it, from a sheet or a chat, as participants."""

from __future__ import annotations

import re

from emonev.services.meeting_result import Participant

NUMBERING = re.compile(r"^\s*\(?\d{1,3}\s*[.)]\s*")
"""At the start of a line: "1.", "2)", "(3)"."""

DEGREE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,4}\.){1,3}\s?(?:[A-Z][A-Za-z]{0,6}\.?)?"  # S.Sos., M.Kes, A.Md.Keb
    r"|SE|SH|ST|MM|MT|MH|SP|MP|SIP|SAP|MAP|SKM|MKM|MPH|MARS|SPd|MPd|SSi|MSi|SGz|MGz|SKep|MKes"
    r"|SSos|MSos|STP|AMd|SST|Ners?"
)
"""A title behind a name: the comma before it separates no field."""

FIRST_HEADERS = frozenset({"no", "no.", "nomor", "nama", "nama lengkap", "nama peserta"})


def parse_participants(text: str) -> tuple[Participant, ...]:
    """One person a line: Nama, Instansi, Jabatan, between tabs, ";" or ",".

    Numbering, a header line and blank lines are dropped; what stands behind the third field
    belongs to the third. Degrees stay with the name ("Ani, S.KM., Dinas Kesehatan").
    """
    found = (_participant(one) for one in text.splitlines() if one.strip())
    return tuple(one for one in found if one)


def _participant(text: str) -> Participant | None:
    fields = _fields(text)
    if fields and fields[0].lower() in FIRST_HEADERS:
        return None
    if fields and fields[0].isdecimal():
        fields = fields[1:]
    while fields and not fields[0]:
        fields = fields[1:]
    if not fields:
        return None
    name, institution, *rest = (*fields, "", "")
    return Participant(name, institution, ", ".join(filter(None, rest)))


def _fields(text: str) -> list[str]:
    bare = NUMBERING.sub("", text)
    for separator in ("\t", ";"):
        if separator in bare:
            return [field.strip() for field in bare.split(separator)]
    return _with_degrees([field.strip() for field in bare.split(",")])


def _with_degrees(fields: list[str]) -> list[str]:
    joined = fields[:1]
    for at, field in enumerate(fields[1:], start=1):
        if len(joined) == 1 and at < len(fields) and DEGREE.fullmatch(field):
            joined[0] = f"{joined[0]}, {field}"
        else:
            joined.append(field)
    return joined
