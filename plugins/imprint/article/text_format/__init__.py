"""Articles in the syndication text format: read as they occur, and written so that reading gives the same again."""
