"""Tests of the whole: data, model, atlas, words, pages, and the app in a real browser."""
