"""The user interface in Streamlit: layout, lessons, components and the prerendered page."""
