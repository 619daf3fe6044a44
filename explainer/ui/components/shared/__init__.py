"""Shared by all components: report protocol, cached payloads, bundles, asset URLs."""
