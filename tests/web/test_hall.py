"""The hall's listener answers what is listed and nothing else, with words and safe headers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from emonev.web.hall import SAFE, Answer, read_answers, respond

PAGE = "<html>daftar</html>"
POLICY = "default-src 'none'"


@pytest.fixture
def answers(tmp_path: Path) -> dict[str, Answer]:
    """A page, a file and the page for everything else."""
    (tmp_path / "awal.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-x")
    (tmp_path / "lain.html").write_text("Halaman ini tidak ada.", encoding="utf-8")
    (tmp_path / "rahasia.txt").write_text("tidak terdaftar", encoding="utf-8")
    page = {"type": "text/html; charset=utf-8", "policy": POLICY}
    listed = {
        "/": page | {"file": "awal.html"},
        "/unduh/a.pdf": {"file": "a.pdf", "type": "application/pdf", "attachment": "a.pdf"},
        "": page | {"file": "lain.html"},
    }
    (tmp_path / "daftar.json").write_text(json.dumps(listed), encoding="utf-8")
    return read_answers(tmp_path / "daftar.json")


def asked(answers: dict[str, Answer], path: str, method: str = "GET", packed: str = "") -> Response:
    """One request."""
    headers = [(b"accept-encoding", packed.encode())] if packed else []
    scope = {"type": "http", "method": method, "path": path, "headers": headers,
             "query_string": b"", "server": ("127.0.0.1", 80), "scheme": "http"}  # fmt: skip
    return respond(Request(scope), answers)


def test_listed_files_come_with_safe_headers(answers: dict[str, Answer]) -> None:
    page, file = asked(answers, "/"), asked(answers, "/unduh/a.pdf")
    assert (page.status_code, bytes(page.body)) == (200, PAGE.encode())
    assert page.headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert (file.status_code, bytes(file.body)) == (200, b"%PDF-x")
    assert file.headers["content-type"] == "application/pdf"
    assert file.headers["content-disposition"] == 'attachment; filename="a.pdf"'
    assert "sandbox" in file.headers["content-security-policy"]
    for answer in (page, file):
        assert all(answer.headers[name] == value for name, value in SAFE.items())


@pytest.mark.parametrize(
    "path",
    ["/rahasia.txt", "/daftar.json", "/awal.html", "/unduh", "/unduh/", "/unduh/../daftar.json",
     "/unduh/rahasia.txt", "//", "/sehat", "/tayangan/abc", "/../../etc/passwd", "",
     "/_stcore/health"],
)  # fmt: skip
def test_everything_else_is_not_there(answers: dict[str, Answer], path: str) -> None:
    lost = asked(answers, path)
    assert lost.status_code == 404 and b"tidak ada" in bytes(lost.body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_get_and_head_are_answered(answers: dict[str, Answer], method: str) -> None:
    assert asked(answers, "/", method).status_code == 404
    assert asked(answers, "/", "HEAD").status_code == 200


def test_pages_travel_packed_where_the_phone_can_unpack(answers: dict[str, Answer]) -> None:
    packed = asked(answers, "/", packed="gzip, br")
    assert gzip.decompress(bytes(packed.body)) == PAGE.encode()
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in asked(answers, "/unduh/a.pdf", packed="gzip").headers


def test_an_entry_of_the_list_never_leads_out_of_its_folder(tmp_path: Path) -> None:
    inside = tmp_path / "dalam"
    inside.mkdir()
    (tmp_path / "luar.txt").write_text("luar", encoding="utf-8")
    listed = {"/": {"file": "../luar.txt", "type": "text/plain"}}
    (inside / "daftar.json").write_text(json.dumps(listed), encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        read_answers(inside / "daftar.json")
