"""Floor 6. The only room that knows Streamlit."""
