"""An upload's job on the page: a bar, every file with its state; the page may be left."""

from __future__ import annotations

import streamlit as st

from emonev.core.indonesian import integer
from emonev.services.upload import Upload
from emonev.services.upload_jobs import JobProgress, Stage
from emonev.ui.draft import Draft, another_draft, others, show
from emonev.ui.errors import plain
from emonev.ui.screen import narrow
from emonev.ui.tables import table

POLL_SECONDS = 0.8

TITLES = {"periksa": "Membaca dan memeriksa berkas", "simpan": "Menyimpan berkas"}

SIGNS = {
    Stage.WAITING: "menunggu",
    Stage.READING: "⟳ membaca",
    Stage.STORING: "⟳ menyimpan",
    Stage.DONE: "✓ selesai",
    Stage.REFUSED: "✕ ditolak",
    Stage.STOPPED: "– dihentikan",
}

ORDER = (
    Stage.STORING, Stage.READING, Stage.REFUSED, Stage.WAITING, Stage.STOPPED, Stage.DONE,
)  # fmt: skip

ROW_HEIGHT, MOST_HEIGHT = 36, 400


def working(draft: Draft) -> bool:
    """True while a job works on this upload or waits to."""
    job = draft.upload.job
    return job is not None and not job.ended


def draw_job(draft: Draft) -> None:
    """The job's progress, asked again and again until it has ended."""
    st.fragment(_draw_job, run_every=POLL_SECONDS)(draft)


def _draw_job(draft: Draft) -> None:
    job = draft.upload.job
    if job is None or job.ended:
        st.rerun()
    assert job is not None
    told = job.progress()
    of = len(told.files)
    st.progress(told.done / of if of else 0.0, plain(job_line(told)))
    st.caption(
        "Halaman ini boleh ditinggalkan atau ditutup: pekerjaan berjalan terus dan tampil lagi di "
        "sini."
    )
    if of > 1:
        _files(draft, told)
    with st.container(horizontal=True):
        if told.stopping:
            st.button("Berhenti setelah berkas ini …", disabled=True)
        elif st.button("Hentikan", help="Berkas yang sedang dikerjakan diselesaikan dahulu."):
            job.stop()
            st.rerun(scope="fragment")
        if st.button("Unggah berkas lain", type="tertiary", key="lain_saat_kerja"):
            another_draft()
            st.rerun()


def job_line(told: JobProgress) -> str:
    """ "Menyimpan berkas: 12 dari 37 selesai · 3.412 baris"."""
    if told.queued:
        return "Menunggu unggahan lain selesai …"
    if told.now:
        return f"{TITLES[told.what]}: {told.now} …"
    return (
        f"{TITLES[told.what]}: {integer(told.done)} dari {integer(len(told.files))} selesai · "
        f"{integer(told.rows)} baris"
    )


def _files(draft: Draft, told: JobProgress) -> None:
    """What is worked on stands on top, what is done below: nobody scrolls to see it move."""
    files = sorted(told.files, key=lambda one: ORDER.index(one.stage))
    table(
        {
            "Keadaan": [SIGNS[one.stage] for one in files],
            "Berkas": [draft.label(one.key) for one in files],
            "Baris": [integer(one.rows) if one.rows else "–" for one in files],
        },
        numbers=("Baris",),
        widths={"Keadaan": 120, "Berkas": 150 if narrow() else 620, "Baris": 70},
        height=min(MOST_HEIGHT, ROW_HEIGHT * (len(told.files) + 1) + 2),
    )


def draw_ended(draft: Draft) -> None:
    """What a job left open: an error, or files that were not reached when it was stopped."""
    told = draft.told
    if told is not None and told.error:
        st.error(plain(told.error), icon=":material/error:")
    unread = draft.upload.unread()
    if unread and draft.results:
        done = len(draft.results)
        st.warning(
            f"Pembacaan dihentikan: {integer(done)} dari {integer(done + len(unread))} berkas "
            "terbaca. Yang belum terbaca tidak disimpan."
        )
        if st.button("Lanjutkan membaca"):
            draft.examine(keys=unread)
            st.rerun()


def draw_others(draft: Draft) -> None:
    """Uploads of the same person that go on elsewhere, each one press away."""
    for number, one in enumerate(others(draft)):
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(plain(_other_line(one)), width="stretch")
            if st.button("Lihat", key=f"lihat_unggahan_{number}"):
                show(one)
                st.rerun()


def _other_line(upload: Upload) -> str:
    names = [path.name for path in (*upload.files, *upload.archives)]
    named = names[0] if len(names) == 1 else f"{integer(len(names))} berkas"
    job = upload.job
    if job is not None and not job.ended:
        return f"Unggahan lain sedang berjalan ({named}). {job_line(job.progress())}"
    state = "sudah disimpan" if upload.stored and not upload.waiting() else "belum disimpan"
    return f"Unggahan lain {state}: {named}."
