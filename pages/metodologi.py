"""metodologi"""

import streamlit as st

st.header("metodologi")
