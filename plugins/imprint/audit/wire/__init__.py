"""Whether the target of a link answers: the only part of the audit that may open the network.

``address`` says what may be asked, ``fetch`` asks once, ``ask_link`` asks until it knows, ``judge``
says what an answer means, ``cache`` remembers what answered, and ``check_links`` does it for many.
"""
