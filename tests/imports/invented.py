"""Files in the layouts of others, with invented events: what they hold never happened."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown "
    "best high low gwnoa gwnob"
).split()

_ACLED_ROW = {
    "event_id_cnty": "MLI90001", "event_date": "14 March 2019", "year": "2019", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "JNIM: Group for Support of Islam and Muslims",
    "actor2": "Military Forces of Mali (2013-2020)", "assoc_actor_1": "AQIM: Al Qaeda in the Islamic Maghreb",
    "iso": "466", "country": "Mali", "admin1": "Gao", "location": "Gao", "latitude": "16.2716", "longitude": "-0.0447",
    "geo_precision": "1", "source": "Invented Wire; The Gazette of Nowhere", "source_scale": "National",
    "notes": "On 14 March, an invented patrol met invented men.\nNobody saw it, \"they said\".", "fatalities": "3",
}  # fmt: skip


def acled_row(**changes: str) -> dict[str, str]:
    return _ACLED_ROW | changes


ACLED_ROWS = (
    acled_row(),
    acled_row(event_id_cnty="MLI90002", time_precision="2", geo_precision="2", fatalities="0"),
    acled_row(event_id_cnty="MLI90003", time_precision="3", geo_precision="3", event_date="2019-02-10", source=""),
    acled_row(event_id_cnty="MLI90004", event_type="Protests", sub_event_type="Peaceful protest",
              actor1="Protesters (Mali)", actor2="", assoc_actor_1="", notes="=1+1 <script>alert(1)</script>"),
    acled_row(event_id_cnty="MLI90005", event_date="31 February 2019"),
    acled_row(event_id_cnty="MLI90006", latitude="97"),
    acled_row(event_id_cnty="MLI90007", time_precision="7"),
    acled_row(),
    acled_row(event_id_cnty="MLI90008", latitude="", longitude=""),
)  # fmt: skip
ACLED_BAD = {"MLI90005": "no date", "MLI90006": "lies not", "MLI90007": "none of", "MLI90001": "earlier record"}


def table(columns, rows, *, hxl: bool = False, delimiter: str = ",") -> str:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    if hxl:
        writer.writerow([f"#{name.replace('_', '+', 1)}" for name in columns])
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return held.getvalue()


def acled(path: Path, rows=ACLED_ROWS, **layout) -> Path:
    path.write_text(table(ACLED, rows, **layout), encoding="utf-8")
    return path


_UCDP_ROW = {
    "id": "800001", "relid": "MLI-2013-1-1-1", "year": "2013", "type_of_violence": "1", "side_a": "Government of Mali",
    "side_b": "AQIM", "source_article": "Invented Wire 2013-02-03", "source_office": "Invented Wire;Other Wire",
    "source_date": "2013-02-03;2013-02-04", "source_headline": "Fight in the hills;Men killed", "where_prec": "1",
    "where_coordinates": "Kidal town", "adm_1": "Kidal", "adm_2": "Kidal cercle", "latitude": "18.4411",
    "longitude": "1.4078", "country": "Mali", "date_prec": "1", "date_start": "2013-02-02 00:00:00.000",
    "date_end": "2013-02-02 00:00:00.000", "best": "5", "high": "8", "low": "3",
}  # fmt: skip
UCDP_ROWS = tuple(
    _UCDP_ROW | {"id": f"80000{number}", "date_prec": str(date), "where_prec": str(where)} | more
    for number, (date, where, more) in enumerate(
        (
            (1, 1, {}),
            (2, 2, {"date_end": "2013-02-06"}),
            (3, 3, {}),
            (4, 4, {}),
            (5, 5, {"date_start": "2013-01-01", "date_end": "2013-12-31"}),
            (1, 6, {"type_of_violence": "3", "side_a": "AQIM", "side_b": "Civilians", "country": "DR Congo (Zaire)"}),
            (1, 7, {"country": "Somalia", "low": "9"}),
        ),
        1,
    )
)  # the last is wrong: its lowest count is above its highest


def ucdp(path: Path) -> Path:
    path.write_text(table(UCDP, UCDP_ROWS), encoding="utf-8")
    return path


def ucdp_geojson(path: Path) -> Path:
    features = [
        {"type": "Feature", "properties": {k: v for k, v in row.items() if k not in ("latitude", "longitude")},
         "geometry": {"type": "Point", "coordinates": [float(row["longitude"]), float(row["latitude"])]}}
        for row in UCDP_ROWS
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def gdelt_row(**changes: str) -> str:
    from pipeline.imports import bundled

    names = bundled()["gdelt"].file.columns
    row = {
        "GLOBALEVENTID": "700000001", "SQLDATE": "20190314", "Actor1Name": "MALI", "Actor1Type1Code": "MIL",
        "Actor2Name": "AL QAEDA", "EventCode": "190", "EventBaseCode": "190", "EventRootCode": "19",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Gao, Gao, Mali", "ActionGeo_CountryCode": "ML",
        "ActionGeo_Lat": "16.2667", "ActionGeo_Long": "-0.05", "DATEADDED": "20190315120000",
        "SOURCEURL": "https://www.example.org/2019/gao-fight",
    } | changes  # fmt: skip
    return "\t".join(row.get(name, "") for name in names)


GDELT_ROWS = (
    gdelt_row(),
    gdelt_row(GLOBALEVENTID="700000002", ActionGeo_Type="1", ActionGeo_FullName="Mali", EventCode="130",
              EventBaseCode="130", EventRootCode="13", Actor2Name='"QUOTED" NAME'),
    gdelt_row(GLOBALEVENTID="700000003", ActionGeo_Type="0", ActionGeo_Lat="", ActionGeo_Long="", SOURCEURL="BBC"),
    gdelt_row(GLOBALEVENTID="700000004", ActionGeo_Type="5", ActionGeo_FullName="Gao, Mali", EventCode="183"),
    gdelt_row(GLOBALEVENTID="700000005", SQLDATE="20191340"),
    "only\tthree\tcells",
)  # fmt: skip


def gdelt(path: Path) -> Path:
    path.write_text("".join(row + "\n" for row in GDELT_ROWS), encoding="utf-8")
    return path
