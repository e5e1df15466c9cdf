"""ringkasan"""

import streamlit as st

st.header("ringkasan")
