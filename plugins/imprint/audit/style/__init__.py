"""Which elements a reader cannot see or click, decided from the style sheets without a browser."""
