"""English words that say nothing of a query's subject."""

from collections.abc import Iterable

# The closed classes: articles, pronouns, auxiliaries, conjunctions, prepositions, adverbs of
# degree.
FUNCTION_WORDS = frozenset(
    """a an the this that these those such some any each every either neither no none both all few several many much
    more most less least other another others own same i me my mine myself we us our ours ourselves you your yours
    yourself he him his himself she her hers herself it its itself they them their theirs themselves one ones someone
    anyone everyone nobody something anything everything nothing who whom whose which what whatever whichever where
    wherever when whenever why how however am is are was were be been being do does did doing done has have had having
    can could may might must shall should will would ought cannot s t d ll m re ve don doesn didn isn aren wasn weren
    hasn haven hadn won wouldn couldn shouldn and or nor but so yet if then else than because since as although though
    unless until while whereas whether about above across after against along among amongst around at before behind
    below beneath beside besides between beyond by down during except for from in inside into like near of off on onto
    out outside over per through throughout to toward towards under up upon via with within without versus vs not only
    also just very too quite rather even ever never always often sometimes already still again once there here now thus
    hence therefore etc ie eg yes""".split()
)

# The words with which people ask for papers. They are content in `information retrieval` and
# `linked list`, so they are dropped only from a query phrased as a sentence, which is to say one
# with a function word.
REQUEST_WORDS = frozenset(
    """paper papers article articles publication publications literature please find give show tell send supply want need wish look looking seek know known interested interest
    concerning regarding discuss discusses discussing describe describes describing deal deals dealing""".split()
)


def stop_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words of one query that say nothing of its subject.

    None when there would be no others left.
    """
    given = frozenset(words)
    if not given & FUNCTION_WORDS:
        return frozenset()
    for stop in (FUNCTION_WORDS | REQUEST_WORDS, FUNCTION_WORDS):
        if given - stop:
            return stop
    return frozenset()
