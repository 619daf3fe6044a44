"""Rigid-body poses against flexion, and the gap between the joint surfaces."""
