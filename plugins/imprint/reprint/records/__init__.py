"""Machine-readable rights: one module a vocabulary, all of them from the same :class:`~imprint.reprint.rights.Rights`."""
