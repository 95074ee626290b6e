"""The only code that touches the released folder: staging, seal, lock and atomic release."""
