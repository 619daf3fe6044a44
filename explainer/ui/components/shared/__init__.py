"""What all components share: the report protocol, cached payloads, bundles and asset addresses."""
