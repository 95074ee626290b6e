"""The records of an article's rights, read back from the written files and held against what the article says.

One module a record. Each states from the article what the record must say (:class:`~imprint.audit.records.demand.Demand`),
finds what it does say, and leaves the comparison to :mod:`imprint.audit.records.demand`. None knows the code that
wrote the record.
"""
