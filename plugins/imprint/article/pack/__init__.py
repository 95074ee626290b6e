"""Bulk import: a pack of articles, a folder or a zip, becomes a series; every file of it is accounted for."""
