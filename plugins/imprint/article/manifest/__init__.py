"""Manifests: ``series.toml`` in, what it says of a series or every fault of it out."""
