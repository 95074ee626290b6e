"""Imprint publishes article series for republication, and lets nothing out without its terms.

The stages, in the order in which an article meets them: ``article`` reads it, ``render`` and
``feeds`` and ``reprint`` make its surfaces, ``hooks`` has Pelican write them into a staging folder,
``audit`` reads that folder back and holds it against the articles, ``publish`` releases it, and
``copies`` asks later whether a publisher's copy keeps the terms.
"""

__version__ = "0.1.0"
