"""belum_kirim"""

import streamlit as st

st.header("belum_kirim")
