"""What the command line says about a file: where, what, and the next step."""

from __future__ import annotations

from pathlib import Path

from emonev.cli.import_text import told
from tests.builders import EXPORT_HEADER, child
from tests.services.importing import Office


def test_problems_come_with_cell_and_mend_the_heaviest_first(tmp_path: Path) -> None:
    office = Office(tmp_path)
    rows = [child(i=1), child(i=2, sex=""), child(i=3, weight_kg=9855)]
    rows[0]["Catatan Kader"] = "rajin"
    (result,) = office.take(office.file(rows, header=[*EXPORT_HEADER, "Catatan Kader"]))
    office.store.close()
    lines = told(result).splitlines()
    assert lines[1].endswith("judul di baris 2: 3 baris dibaca = 2 baru, 0 diperbarui, "
                             "0 tidak berubah, 0 ganda, 1 ditolak")  # fmt: skip
    assert lines[2] == "    kesalahan · Jenis kelamin kosong: 1 (D4). Isi L atau P."
    assert lines[3] == "    peringatan · Berat dalam gram, diubah ke kg: 1 (T5). Tulis dalam kg."
    assert lines[4] == "    kolom yang tidak dipakai: Catatan Kader"
    assert "disimpan sebagai unggahan" in lines[-1]


def test_an_open_question_says_how_many_rows_wait(tmp_path: Path) -> None:
    office = Office(tmp_path)
    result = office.upload([child(kabupaten="BELU", kecamatan="X", desa="Y")])
    office.store.close()
    text = told(result)
    assert "pertanyaan (1 baris menunggu): Kabupaten “BELU” tidak ada" in text
    assert text.endswith("tidak ada yang disimpan")


def test_a_question_says_how_to_answer_it(tmp_path: Path) -> None:
    office = Office(tmp_path)
    header = [title for title in EXPORT_HEADER if title not in ("JK", "Tanggal Pengukuran")]
    (result,) = office.take(office.file([child()], header=header))
    office.store.close()
    text = told(result)
    assert "--map sex=JUDUL" in text
    assert "--measured-on TTTT-BB-HH" in text
