"""Why the sheet's own TB/U label or z-score differs from the recomputation (numbers.md §2)."""

from __future__ import annotations

CAUSES: dict[str, str] = {
    "posisi": "posisi ukur: label memakai koreksi 0,7 cm yang berbeda",
    "umur_60": "umur 60 bulan ke atas: di luar standar balita WHO",
    "tidak_masuk_akal": "nilai tidak masuk akal: z-score di luar batas WHO",
    "tanpa_panjang": "panjang/tinggi badan kosong atau tidak terbaca",
    "label_diubah": "label tidak mengikuti z-score berkas (diubah setelah dihitung)",
    "z_berbeda": "z-score berkas tidak cocok dengan ukuran yang tertulis (data berubah)",
}
"""Code (column ``measurement.haz_difference``) to Indonesian words, in order of telling."""
