"""The tests of hostile texts look at every place where Streamlit draws markdown."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.liveness import WILD, WILDER, live_texts


def everywhere() -> None:
    """One live text in each place."""
    import streamlit as st

    st.markdown("<img src=x>", unsafe_allow_html=True)
    st.header("a1 **y**")
    st.caption("a2 :red[x]")
    st.error("a3 **y**")
    st.badge("a4 **y**")
    with st.expander("a5 **y**"):
        st.markdown("tenang")
    with st.popover("a6 **y**"):
        st.markdown("tenang")
    for tab in st.tabs(["a7 **y**", "tenang"]):
        tab.write("tenang")
    st.radio("a8 **y**", ["a9 **y**", "tenang"])
    st.segmented_control("a10 **y**", ["a11 **y**"])
    st.selectbox("a12 **y**", ["options of a box are plain **y**"])
    st.metric("a13 **y**", "1", "a14 **y**")
    st.progress(0.2, "a15 **y**")
    st.table({"A": ["a16 **y**"]})
    st.button("a17 **y**", help="a18 **y**")
    st.checkbox("a19 **y**")
    st.download_button("a20 **y**", b"x")
    st.text_input("a21 **y**")
    st.file_uploader("a22 **y**")
    st.date_input("a23 **y**")
    st.toggle("a24 **y**")
    st.link_button("a25 **y**", "http://contoh.invalid")
    st.code("code is plain **y**")
    st.text("text is plain **y**")


def test_every_place_is_looked_at() -> None:
    found = live_texts(AppTest.from_function(everywhere).run())
    told = " ".join(found)
    assert [n for n in range(1, 26) if f"a{n} " not in told] == []
    assert any("<img" in text for text in found) and "plain" not in told


def test_what_is_made_plain_is_not_live() -> None:
    def page() -> None:
        import streamlit as st

        from emonev.ui.errors import plain
        from tests.ui.liveness import WILD, WILDER

        for text in (WILD, WILDER):
            st.markdown(plain(text))
            st.button(plain(text))

    assert WILD and WILDER
    assert live_texts(AppTest.from_function(page).run()) == []
