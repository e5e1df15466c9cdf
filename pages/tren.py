"""tren"""

import streamlit as st

st.header("tren")
