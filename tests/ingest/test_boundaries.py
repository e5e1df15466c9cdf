"""Boundary files in four containers and any coordinate system become one clean coverage."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
import topojson

from emonev.core.area import Area, Level
from emonev.errors import Refused
from emonev.ingest import boundary_file
from emonev.ingest.area_list import read_master
from emonev.ingest.boundaries import BoundaryResult, read_boundaries

WILAYAH = Path(__file__).parents[2] / "data" / "wilayah"
INDEX = read_master(WILAYAH).index()
KECAMATAN = [area.code for area in INDEX.kecamatan_of("73.22")]


def layer(regency: str = "73.22", level: str = "kecamatan") -> geopandas.GeoDataFrame:
    """A shipped layer with the columns a stranger would use."""
    table = geopandas.read_file(WILAYAH / f"{regency}_{level}.geojson")
    return geopandas.GeoDataFrame(
        {
            "OBJECTID": range(1, len(table) + 1),
            "KDCPUM": table["code"],
            "NAMOBJ": table["name"],
            "WADMKK": INDEX.areas[regency].name,
        },
        geometry=table.geometry,
        crs=4326,
    )


def zipped_shapefile(table: geopandas.GeoDataFrame, folder: Path, *, prj: bool = True) -> Path:
    made = folder / "shp"
    made.mkdir()
    table.to_file(made / "BATAS.shp", engine="pyogrio")
    path = folder / "batas.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(made.iterdir()):
            if prj or file.suffix != ".prj":
                archive.write(file, f"LUTRA/{file.name}")
    return path


def shapes_of(result: BoundaryResult) -> dict[str, Any]:
    return {f.code: shapely.from_geojson(f.geometry) for f in result.features}


def assert_is_coverage(result: BoundaryResult) -> None:
    shapes = list(shapes_of(result).values())
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    for feature in result.features:
        point = shapely.Point(feature.label_lon, feature.label_lat)
        assert shapely.from_geojson(feature.geometry).contains(point)


def write(table: geopandas.GeoDataFrame, folder: Path, container: str) -> Path:
    if container == "geojson":
        path = folder / "batas.json"
        path.write_text(table.to_json(), encoding="utf-8")
        return path
    if container == "topojson":
        path = folder / "batas.json"
        topology = topojson.Topology(table, prequantize=False, object_name="batas")
        path.write_text(topology.to_json(), encoding="utf-8")
        return path
    if container == "gpkg":
        path = folder / "batas.gpkg"
        table.to_file(path, engine="pyogrio")
        return path
    return zipped_shapefile(table, folder)


# -- containers and coordinate systems -----------------------------------------------------


@pytest.mark.parametrize(
    ("container", "epsg"),
    [
        ("geojson", 4326),
        ("topojson", 4326),
        ("gpkg", 4326),
        ("gpkg", 23830),
        ("shapefile", 4326),
        ("shapefile", 32751),
        ("shapefile", 3857),
        ("gpkg", 9470),
    ],
)
def test_every_container_and_coordinate_system_gives_the_same_map(
    tmp_path: Path, container: str, epsg: int
) -> None:
    original = layer()
    path = write(original.to_crs(epsg), tmp_path, container)
    result = read_boundaries(path, INDEX)
    assert result.level is Level.KECAMATAN
    assert [feature.code for feature in result.features] == KECAMATAN
    assert result.unmatched_features == result.areas_without_shape == result.issues == ()
    assert_is_coverage(result)
    for code, shape in zip(original["KDCPUM"], original.geometry, strict=True):
        drawn = shapes_of(result)[code]
        assert shapely.area(drawn.symmetric_difference(shape)) < 0.03 * shape.area
    assert all(
        round(number, 5) == number
        for shape in shapes_of(result).values()
        for number in shapely.get_coordinates(shape).ravel()
    )


def test_a_geojson_that_states_a_projected_system_and_a_quantised_topojson(tmp_path: Path) -> None:
    metres = json.loads(layer().to_crs(32751).to_json())
    metres["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32751"}}
    stated = tmp_path / "meter.geojson"
    stated.write_text(json.dumps(metres), encoding="utf-8")
    quantised = tmp_path / "kuantisasi.json"
    quantised.write_text(topojson.Topology(layer(), prequantize=1e6).to_json(), encoding="utf-8")
    for path in (stated, quantised):
        result = read_boundaries(path, INDEX)
        assert [feature.code for feature in result.features] == KECAMATAN
        assert result.issues == ()
        assert_is_coverage(result)


def test_desa_are_recognised_and_the_one_without_a_shape_is_named(tmp_path: Path) -> None:
    path = write(layer(level="desa"), tmp_path, "geojson")
    result = read_boundaries(path, INDEX)
    assert (result.level, len(result.features)) == (Level.DESA, 172)
    assert [area.code for area in result.areas_without_shape] == ["73.22.11.2002"]
    assert_is_coverage(result)


def test_neighbours_still_share_their_edges_after_strong_simplification(tmp_path: Path) -> None:
    path = write(layer(level="desa"), tmp_path, "gpkg")
    fine = read_boundaries(path, INDEX, tolerance_m=0)
    coarse = read_boundaries(path, INDEX, tolerance_m=800)
    points = [sum(map(shapely.get_num_coordinates, shapes_of(r).values())) for r in (fine, coarse)]
    assert points[1] < points[0] / 2
    assert_is_coverage(coarse)
    # no gap opens: the union has no hole that the original has not
    before, after = (
        shapely.coverage_union_all(list(shapes_of(r).values())) for r in (fine, coarse)
    )
    holes = [sum(len(p.interiors) for p in shapely.get_parts(u)) for u in (before, after)]
    assert holes[1] <= holes[0]


# -- matching ------------------------------------------------------------------------------


def test_names_are_used_where_there_is_no_code(tmp_path: Path) -> None:
    table = layer().drop(columns=["KDCPUM", "WADMKK"])
    table["NAMOBJ"] = "KEC. " + table["NAMOBJ"].str.upper()
    result = read_boundaries(write(table, tmp_path, "shapefile"), INDEX)
    assert [feature.code for feature in result.features] == KECAMATAN


def test_desa_by_name_need_their_kecamatan_where_the_name_occurs_twice(tmp_path: Path) -> None:
    table = layer(level="desa")
    table["KECAMATAN"] = [INDEX.areas[code.rpartition(".")[0]].name for code in table["KDCPUM"]]
    named = table.drop(columns="KDCPUM")
    result = read_boundaries(write(named, tmp_path, "gpkg"), INDEX)
    assert {f.code for f in result.features} == set(table["KDCPUM"])

    alone = named.drop(columns="KECAMATAN")
    result = read_boundaries(write(alone, tmp_path, "geojson"), INDEX)
    # Benteng, Tandung, Pombakka, Pengkendekan twice; Salulemo once drawn, but twice in the master
    assert len(result.unmatched_features) == 9
    benteng = next(u for u in result.unmatched_features if u.text.startswith("Benteng"))
    assert set(benteng.candidates) == {"73.22.01.2003", "73.22.10.2006"}


def test_bps_codes_are_told_from_kemendagri_codes(tmp_path: Path) -> None:
    table = layer("73.04", "desa")
    table["ADM4_PCODE"] = ["ID" + (INDEX.areas[c].bps_code or "") for c in table["KDCPUM"]]
    result = read_boundaries(write(table.drop(columns="KDCPUM"), tmp_path, "gpkg"), INDEX)
    own = {f.code: shapely.from_geojson(f.geometry) for f in result.features}
    for code, shape in zip(table["KDCPUM"], table.geometry, strict=True):
        assert own[code].intersects(shape.representative_point())


def test_numeric_undotted_codes_are_read(tmp_path: Path) -> None:
    table = layer()
    table["KDCPUM"] = [int(code.replace(".", "")) for code in table["KDCPUM"]]
    table["NAMOBJ"] = "x"
    result = read_boundaries(write(table, tmp_path, "gpkg"), INDEX)
    assert [feature.code for feature in result.features] == KECAMATAN


def test_what_does_not_match_is_reported(tmp_path: Path) -> None:
    table = layer()
    table.loc[3, ["KDCPUM", "NAMOBJ"]] = ["99.99.99", "Negeri Dongeng"]
    result = read_boundaries(write(table, tmp_path, "geojson"), INDEX)
    assert len(result.features) == 14
    assert [(u.number, u.text) for u in result.unmatched_features] == [
        (4, "Negeri Dongeng, Luwu Utara")
    ]
    assert [area.code for area in result.areas_without_shape] == [KECAMATAN[3]]


def test_a_file_of_another_kabupaten_matches_nothing(tmp_path: Path) -> None:
    table = layer().assign(KDCPUM="53.04.01", NAMOBJ="Negeri Dongeng", WADMKK="Belu")
    result = read_boundaries(write(table, tmp_path, "geojson"), INDEX)
    assert (result.features, len(result.unmatched_features)) == ((), 15)


def test_a_code_and_a_name_that_differ_are_pointed_out(tmp_path: Path) -> None:
    table = layer()
    table.loc[[0, 1], "NAMOBJ"] = table.loc[[1, 0], "NAMOBJ"].to_list()
    result = read_boundaries(write(table, tmp_path, "geojson"), INDEX)
    assert [(i.code, i.number) for i in result.issues] == [
        ("kode_dan_nama_berbeda", 1),
        ("kode_dan_nama_berbeda", 2),
    ]


def test_the_level_can_be_fixed(tmp_path: Path) -> None:
    path = write(layer(), tmp_path, "geojson")
    assert read_boundaries(path, INDEX, Level.DESA).level is Level.DESA
    assert read_boundaries(path, list(INDEX.areas.values()), Level.KECAMATAN).features


# -- shapes --------------------------------------------------------------------------------


def square(x: float, y: float, size: float = 0.1) -> Any:
    return shapely.box(120 + x, -3 + y, 120 + x + size, -3 + y + size)


def two_areas(shapes: list[Any], codes: list[str]) -> tuple[geopandas.GeoDataFrame, list[Area]]:
    table = geopandas.GeoDataFrame({"kode": codes}, geometry=shapes, crs=4326)
    areas = [Area("99.01", "Contoh", Level.KABUPATEN, None)]
    areas += [Area(c, f"Kec {c}", Level.KECAMATAN, "99.01") for c in sorted(set(codes))]
    return table, areas


def test_parts_of_one_area_are_merged(tmp_path: Path) -> None:
    table, areas = two_areas(
        [square(0, 0), square(0.1, 0), square(0.5, 0)], ["99.01.01", "99.01.02", "99.01.01"]
    )
    result = read_boundaries(write(table, tmp_path, "geojson"), areas)
    assert [f.code for f in result.features] == ["99.01.01", "99.01.02"]
    assert len(shapely.get_parts(shapes_of(result)["99.01.01"])) == 2


def test_an_invalid_polygon_is_mended(tmp_path: Path) -> None:
    bow_tie = shapely.Polygon([(120, -3), (120.2, -2.8), (120.2, -3), (120, -2.8)])
    table, areas = two_areas([bow_tie, square(0.5, 0)], ["99.01.01", "99.01.02"])
    assert not table.is_valid.all()
    assert_is_coverage(read_boundaries(write(table, tmp_path, "geojson"), areas))


OVERLAP = shapely.Polygon([(120.1, -3), (120.099, -2.95), (120.1, -2.9), (120.2, -2.95)])
SLIVER = shapely.Polygon([(120.1, -3), (120.10004, -2.95), (120.1, -2.9), (120.2, -2.95)])


@pytest.mark.parametrize("second", [OVERLAP, SLIVER], ids=["overlap", "sliver"])
def test_neighbours_that_do_not_fit_are_cleaned_and_reported(tmp_path: Path, second: Any) -> None:
    table, areas = two_areas([square(0, 0), second], ["99.01.01", "99.01.02"])
    result = read_boundaries(write(table, tmp_path, "geojson"), areas)
    assert [issue.code for issue in result.issues] == ["batas_tumpang_tindih"]
    assert_is_coverage(result)
    first, other = shapes_of(result).values()
    assert shapely.intersection(first, other).length > 0.099
    assert not any(p.interiors for p in shapely.get_parts(first.union(other)))


def test_points_and_lines_are_reported_and_left_out(tmp_path: Path) -> None:
    table, areas = two_areas(
        [square(0, 0), shapely.Point(120, -3), square(0.1, 0)],
        ["99.01.01", "99.01.02", "99.01.02"],
    )
    result = read_boundaries(write(table, tmp_path, "geojson"), areas)
    assert [(i.code, i.number) for i in result.issues] == [("bukan_poligon", 2)]
    assert len(result.features) == 2


# -- coordinate systems that are not stated ------------------------------------------------


def test_degrees_without_a_prj_are_taken_and_said(tmp_path: Path) -> None:
    result = read_boundaries(zipped_shapefile(layer(), tmp_path, prj=False), INDEX)
    assert [issue.code for issue in result.issues] == ["tanpa_sistem_koordinat"]
    assert len(result.features) == 15


def test_metres_without_a_prj_are_refused(tmp_path: Path) -> None:
    path = zipped_shapefile(layer().to_crs(32751), tmp_path, prj=False)
    with pytest.raises(Refused) as refusal:
        read_boundaries(path, INDEX)
    assert refusal.value.code == "sistem_koordinat"


def test_a_coordinate_system_that_is_no_map_is_refused(tmp_path: Path) -> None:
    path = write(layer().set_crs(4978, allow_override=True), tmp_path, "gpkg")
    assert refused(path) == "sistem_koordinat"


def test_swapped_longitude_and_latitude_are_pointed_out(tmp_path: Path) -> None:
    table = layer()
    table.geometry = shapely.transform(table.geometry.to_numpy(), lambda c: c[:, ::-1] * 0.7)
    result = read_boundaries(write(table, tmp_path, "geojson"), INDEX)
    assert "di_luar_indonesia" in {issue.code for issue in result.issues}


# -- guards --------------------------------------------------------------------------------


def refused(path: Path) -> str:
    with pytest.raises(Refused) as refusal:
        read_boundaries(path, INDEX)
    return refusal.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "berkas_kosong"),
        (b"hello", "jenis_berkas"),
        (b'{"type": "Feature', "berkas_rusak"),
        (b'{"type": "Other"}', "jenis_berkas"),
        (b'{"a": ' * 200_000, "berkas_rusak"),
        (b"PK\x03\x04broken", "berkas_rusak"),
        (b"SQLite format 3\x00broken", "berkas_rusak"),
        (b"<OGRVRTDataSource/>", "jenis_berkas"),
        (b'{"type": "FeatureCollection", "features": []}', "bukan_tabel"),
        (b'{"type": "FeatureCollection", "features": "x"}', "berkas_rusak"),
    ],
)
def test_files_that_are_no_boundaries_are_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "batas.geojson"
    path.write_bytes(content)
    assert refused(path) in {code, "bukan_tabel"}


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "tidak_ada.zip") == "berkas_tidak_ada"


@pytest.mark.parametrize("name", ["../x.shp", "/x.shp", "C:\\x.shp", "a/../../x.shp", "..\\x.shp"])
def test_a_zip_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"x")
    assert refused(path) == "berkas_rusak"


def test_a_zip_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.shp", bytes(60 * 2**20))
    assert path.stat().st_size < 100_000
    assert refused(path) == "terlalu_besar"


def test_a_zip_that_declares_less_than_it_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.geojson", bytes(3 * 2**20))
    data = bytearray(path.read_bytes())
    declared = struct.pack("<I", 3 * 2**20)
    while (at := data.find(declared)) >= 0:
        data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    monkeypatch.setattr(boundary_file, "MAX_UNZIPPED_BYTES", 2**20)
    assert refused(path) in {"terlalu_besar", "berkas_rusak"}


def test_too_many_entries_and_too_large_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(boundary_file.MAX_ENTRIES + 1):
            archive.writestr(f"{i}.txt", b"")
    assert refused(path) == "terlalu_besar"
    monkeypatch.setattr(boundary_file, "MAX_FILE_BYTES", 10)
    assert refused(path) == "terlalu_besar"


def test_an_incomplete_or_ambiguous_zip_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    path = zipped_shapefile(layer(), tmp_path)
    lone = tmp_path / "lone.zip"
    twice = tmp_path / "twice.zip"
    with zipfile.ZipFile(path) as full:
        shp = full.read("LUTRA/BATAS.shp")
    with zipfile.ZipFile(lone, "w") as archive:
        archive.writestr("a.shp", shp)
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a.shp", shp)
        archive.writestr("b.shp", shp)
    assert refused(lone) == "berkas_rusak"
    assert refused(twice) == "jenis_berkas"


def test_a_zip_may_hold_one_geojson(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("batas.geojson", layer().to_json())
    assert len(read_boundaries(path, INDEX).features) == 15


def test_the_geometry_is_text_ready_for_storing(tmp_path: Path) -> None:
    feature = read_boundaries(write(layer(), tmp_path, "geojson"), INDEX).features[0]
    document = json.loads(feature.geometry)
    assert set(document) == {"type", "coordinates"}
    assert " " not in feature.geometry
