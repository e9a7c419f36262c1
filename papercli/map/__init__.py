"""A map of papers: alike papers lie close together, and regions bear the names of their topics.

Needs scikit-learn and openTSNE, the extra `map`. Returns values and the text of a page; writes nothing.
"""
