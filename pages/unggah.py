"""unggah"""

import streamlit as st

st.header("unggah")
