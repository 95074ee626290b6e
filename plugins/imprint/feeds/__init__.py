"""RSS 2.0, Atom, JSON Feed, OPML and the changes feed, each entry with its notice, its resource box and its permanent id."""
