"""Everything this app knows of Streamlit that is not Streamlit's public API.

`names` lists it; tests/contract holds the list against the installed Streamlit and against our own
sources, so that an upgrade fails there, by name and in seconds, instead of slowly in a browser.
"""
