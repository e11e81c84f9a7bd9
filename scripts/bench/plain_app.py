"""What the dashboard is held against: the same table in a few lines of Streamlit, pandas and plotly express."""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_data
def load() -> pd.DataFrame:
    events = pd.read_parquet(Path(os.environ["DATELINE_TABLE"]) / "events.parquet")
    events["earliest"] = pd.to_datetime(events["earliest"])
    return events


events = load()
days = events["earliest"].dropna()
first, last = st.slider(
    "Days",
    days.min().to_pydatetime(),
    days.max().to_pydatetime(),
    (days.min().to_pydatetime(), days.max().to_pydatetime()),
)
shown = events[events["earliest"].between(first, last)]
st.metric("Events", f"{len(shown):,}")
st.plotly_chart(
    px.scatter_map(
        shown,
        lat="latitude",
        lon="longitude",
        color="event_type",
        hover_name="title",
        zoom=1,
        map_style="white-bg",  # any other one is fetched from the internet
    )
)
st.plotly_chart(px.histogram(shown, x="earliest", color="event_type"))
st.dataframe(shown[["earliest", "title", "event_type", "status", "place"]])
