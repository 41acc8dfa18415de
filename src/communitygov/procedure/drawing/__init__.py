"""How a table is drawn: captions, colours, columns of cards, and lanes for the arrows between them.

The ways in are `communitygov.procedure.diagram.svg`, ``mermaid`` and ``dot``.
"""
