"""Exchanges: what was asked in a response, and the sentences that may answer it.

A response goes through what was recommended one by one, in a form of its own: headings
(``Aanbeveling 3``), rows of a table, questions of parliament, a label before a colon, or
prose in which ``U vraagt om een zwembad.`` comes before ``Dat gaan wij bouwen.``
"""

from extractors.exchanges.exchange import Answer, Exchange, Form
from extractors.exchanges.reader import exchanges
from extractors.exchanges.reported import reported_exchanges

__all__ = ["Answer", "Exchange", "Form", "exchanges", "reported_exchanges"]
