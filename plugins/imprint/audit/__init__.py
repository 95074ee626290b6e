"""Reads a finished folder back from disk and holds it against the articles; takes nothing from the code that wrote it."""
