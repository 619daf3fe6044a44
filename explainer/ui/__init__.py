"""Everything that knows Streamlit: the site's frame, the lessons, the controls and the stage."""
