"""What OpenSSL's verdict on a certificate means for a reader.

The codes are those of ``X509_V_ERR_…`` in OpenSSL's ``x509_vfy.h``; they are part of its interface.
"""

from __future__ import annotations

from imprint.audit.wire.verdict import Reason

__all__ = ["reason_of_certificate"]

_REASONS = {
    9: Reason.CERTIFICATE_NOT_YET_VALID,
    10: Reason.CERTIFICATE_EXPIRED,
    18: Reason.CERTIFICATE_SELF_SIGNED,
    62: Reason.CERTIFICATE_WRONG_HOST,
    64: Reason.CERTIFICATE_WRONG_HOST,
}


def reason_of_certificate(verify_code: int) -> Reason:
    """The reason for a failed verification; whatever has no reason of its own is an untrusted certificate."""
    return _REASONS.get(verify_code, Reason.CERTIFICATE_UNTRUSTED)
