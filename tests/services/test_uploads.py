"""Many files or a zip in the background: progress, leaving and coming back, stopping, queueing."""

from __future__ import annotations

import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from emonev.core.scope import Scope, local
from emonev.services import upload_jobs
from emonev.services.history import uploads
from emonev.services.originals import choose_keeping, original
from emonev.services.upload import Upload, safe_name
from emonev.services.upload_desk import UploadDesk
from emonev.store.home import Home
from emonev.store.store import Store
from tests.builders import child, workbook

KAB = "73.22"


class Office:
    """A home with its desk, as the dashboard process has them."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder / "rumah")
        self.store = Store(None)
        self.desk = UploadDesk(self.home)
        self.viewer = local(KAB)

    def upload(self, given: list[tuple[str, bytes]]) -> Upload:
        upload = self.desk.begin(self.viewer)
        upload.kabupaten = KAB
        upload.take_all(given)
        return upload

    def run(self, upload: Upload, what: str, keys: list[str] | None = None) -> upload_jobs.Job:
        job = self.desk.start(
            self.viewer, self.store, upload, what, upload.file_keys() if keys is None else keys
        )
        assert job.wait(120)
        return job


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def book(folder: Path, number: int, rows: int = 2, **changes: str) -> bytes:
    inside = folder / str(number)
    return workbook(
        inside, [child(i=100 * number + at, **changes) for at in range(rows)], container="csv"
    ).read_bytes()


def zipped(contents: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_zip_of_many_files_is_read_and_stored_with_its_progress(
    office: Office, tmp_path: Path
) -> None:
    inside = {f"PKM {n:02d}/data.csv": book(tmp_path, n) for n in range(5)}
    given = zipped({**inside, "surat.docx": b"x"})
    upload = office.upload([("kiriman.zip", given), ("lepas.csv", book(tmp_path, 9))])
    done = office.run(upload, "periksa").progress()
    assert [upload.label(key) for key in upload.file_keys()] == [
        "lepas.csv", *(f"PKM {n:02d} - data.csv" for n in range(5)),
    ]  # fmt: skip
    assert [(one.name, one.reason) for one in upload.left_out] == [
        ("kiriman.zip: surat.docx", "bukan Excel, HTML, atau CSV")
    ]
    assert (done.finished, done.done, done.rows) == (True, 6, 12)
    saved = office.run(upload, "simpan").progress()
    assert {one.stage for one in saved.files} == {upload_jobs.Stage.DONE}
    with office.store.reading() as cursor:
        assert sum(one.new for one in uploads(cursor, office.viewer)) == 12
    assert not any(path.exists() for path in upload.files), "originals hold names"


def test_whoever_comes_back_finds_the_upload_and_nobody_else(
    office: Office, tmp_path: Path
) -> None:
    upload = office.upload([("a.csv", book(tmp_path, 1))])
    office.run(upload, "periksa")
    assert office.desk.of(local(KAB)) == (upload,)
    assert office.desk.of(local("73.04")) == ()
    assert office.desk.of(Scope("camat", KAB)) == ()
    office.desk.drop(upload)
    assert office.desk.of(local(KAB)) == ()
    assert not list(office.home.work.glob("pilih-*"))


def test_stopping_keeps_what_is_stored_and_the_rest_can_go_on(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = office.upload([(f"{n}.csv", book(tmp_path, n)) for n in range(4)])
    office.run(upload, "periksa")
    keep = upload_jobs.Job._stored

    def stop_after_two(job: upload_jobs.Job, key: str, result: object) -> None:
        keep(job, key, result)  # type: ignore[arg-type]
        if len(job.upload.stored) == 2:
            job.stop()

    monkeypatch.setattr(upload_jobs.Job, "_stored", stop_after_two)
    told = office.run(upload, "simpan").progress()
    assert [str(one.stage) for one in told.files] == ["selesai"] * 2 + ["dihentikan"] * 2
    assert len(upload.waiting()) == 2
    assert all(path.exists() for path in upload.files[2:])
    monkeypatch.setattr(upload_jobs.Job, "_stored", keep)
    office.run(upload, "simpan", upload.waiting())
    assert all(result.batch for result in upload.outcome())
    assert upload.waiting() == []


def test_one_job_of_a_home_at_a_time_and_a_waiting_one_can_be_given_up(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = upload_jobs.Job._examine

    def slowly(job: upload_jobs.Job) -> None:
        begun.set()
        assert go_on.wait(60)
        real(job)

    monkeypatch.setattr(upload_jobs.Job, "_examine", slowly)
    first = office.upload([("a.csv", book(tmp_path, 1))])
    second = office.upload([("b.csv", book(tmp_path, 2))])
    one = office.desk.start(office.viewer, office.store, first, "periksa", first.file_keys())
    two = office.desk.start(office.viewer, office.store, second, "periksa", second.file_keys())
    assert begun.wait(60)
    assert (one.progress().queued, two.progress().queued) == (False, True)
    office.desk.drop(second)
    go_on.set()
    assert one.wait(60)
    assert not two.ended
    assert first.results and not second.results


def test_a_refused_archive_is_named_and_the_others_go_on(office: Office, tmp_path: Path) -> None:
    broken = zipped({"a.csv": b"a;b" * 400})[:-20]
    upload = office.upload([("rusak.zip", broken), ("b.csv", book(tmp_path, 2))])
    office.run(upload, "periksa")
    assert [upload.label(key) for key in upload.results] == ["b.csv"]
    ((name, reason),) = [(one.name, one.reason) for one in upload.left_out]
    assert name == "rusak.zip"
    assert "rusak" in reason


def test_an_answer_naming_an_unknown_area_refuses_its_file_only(
    office: Office, tmp_path: Path
) -> None:
    upload = office.upload([(f"{n}.csv", book(tmp_path, n)) for n in range(3)])
    upload.answer([upload.file_keys()[1]], area="73.22.99")
    office.run(upload, "periksa")
    assert [bool(result.refused) for result in upload.results.values()] == [False, True, False]


def test_a_marked_copy_outlives_the_original(office: Office, tmp_path: Path) -> None:
    upload = office.upload([("a.csv", book(tmp_path, 1, sex="xx")), ("b.csv", book(tmp_path, 2))])
    upload.files[0].write_bytes(
        workbook(
            tmp_path / "campur", [child(i=1), child(i=2, sex="xx")], container="csv"
        ).read_bytes()
    )
    office.run(upload, "periksa")
    first, second = upload.file_keys()
    assert (upload.markable(first), upload.markable(second)) == (True, False)
    office.run(upload, "simpan")
    assert list(upload.marked) == [first]
    assert upload.marked[first].name == "a (bertanda).xlsx"
    assert upload.mark(first).is_file()
    office.desk.drop(upload)
    assert not list(office.home.work.glob("pilih-*"))


def test_originals_are_kept_only_where_switched_on(office: Office, tmp_path: Path) -> None:
    upload = office.upload([("a.csv", book(tmp_path, 1))])
    office.run(upload, "periksa")
    office.run(upload, "simpan")
    assert not office.home.originals.exists()
    choose_keeping(office.viewer, office.store, office.home, on=True)
    upload = office.upload([("b.csv", book(tmp_path, 2))])
    office.run(upload, "periksa")
    assert not office.home.originals.exists(), "nothing is kept of a file that is not stored"
    office.run(upload, "simpan")
    (batch,) = [result.batch for result in upload.outcome()]
    assert batch
    name, content = original(office.viewer, office.store, office.home, batch)
    assert (name, content) == ("b.csv", book(tmp_path, 2))


def test_the_same_files_taken_again_stand_there_once(office: Office, tmp_path: Path) -> None:
    given = [("a.csv", book(tmp_path, 1)), ("a.csv", book(tmp_path, 2))]
    upload = office.upload(given)
    first = upload.folder
    upload.take_all(given)
    assert [path.name for path in upload.files] == ["a.csv", "a.csv"]
    assert first is not None
    assert not first.exists()


def test_file_names_cannot_leave_the_folder_or_break_windows() -> None:
    assert safe_name("..\\..\\data:1?.xlsx") == "data_1_.xlsx"
    assert safe_name("/etc/passwd") == "passwd"
    assert safe_name("...") == "berkas"
