"""Titles that hundreds of papers bear, and that are no evidence by themselves.

Editorial, Book review column, Notes from the field.
"""

from papercli.patterns import late

# Who writes a regular column,
_WHO = r"(?:guest |managing |associate |section )?(?:editor(?:s|ial)?|president|chair(?:man|woman|person|s)?|director|author|publisher|reader|secretary|treasurer)s?(?: s)?"
# what it is called,
_WHAT = (
    r"(?:notes?|comments?|introductions?|messages?|forewords?|prefaces?|corner|choice|picks?|page|column|desk|letters?|reports?|remarks?|address|views?"
    r"|news|dispatch(?:es)?|reflections?|perspectives?|highlights?|statements?|thoughts|welcome|updates?|announcements?|bulletin|diary)"
)
# and what else journals and books print again and again.
_PARTS = (
    r"introduction|preface|foreword|prologue|epilogue|afterword|dedication|abbreviations|glossary|bibliography|references|notation|notes|exercises"
    r"|methods|results|background|conclusions?|concluding remarks|summary|overview|preliminaries|appendix|index|(?:author|subject|name) index"
    r"|contents?|table of contents|title|title page|front matter|back matter|cover|(?:front|back) cover|cover (?:image|picture|story|page)"
    r"|(?:issue|editorial|publication|journal|cover|author|subscription) (?:information|board|policy|data|notes?)|masthead|copyright|imprint"
    r"|(?:notes on|list of|about the)? ?contributors|about the (?:authors?|cover|editors?)|(?:instructions|information|guidelines) (?:for|to) (?:authors|contributors)"
    r"|book reviews?|books? (?:received|review section)|reviews?|(?:new )?books|letters?(?: to the editor)?|to the editor|correspondence|in this issue|this (?:week|month)(?: in .{1,30})?"
    r"|obituar(?:y|ies)|in memoriam|news(?: and (?:views|notes))?|(?:news )?in brief|briefs|calendar(?: of events)?|(?:upcoming |forthcoming )?(?:events|meetings|conferences)"
    r"|errat(?:um|a)|corrigend(?:um|a)|corrections?|addend(?:um|a)|retraction|repl(?:y|ies)|response|comments?|commentary|discussion|rejoinder|authors?(?: s)? repl(?:y|ies)"
    r"|abstracts?|(?:meeting|conference|congress|selected|poster|oral|annual meeting) abstracts|posters?|unknown|untitled|no title|announcements?|acknowledge?ments?"
    r"|case reports?|clinical pearls?|what s new|highlights|(?:research|editors) highlights|call for papers|(?:conference|workshop|meeting) report|panel|keynote|invited talk"
    r"|(?:organi[sz]ing|program(?:me)?|steering) committees?|proceedings|welcome|images? in .{1,30}|editor(?:s|ial)?|guest editorial"
)
# In other languages, as `plain` writes them: without accents, and in simplified characters.
_ELSEWHERE = (
    r"editoriale?s?|vorwort|einleitung|einfuhrung|nachwort|inhalt(?:sverzeichnis)?|buchbesprechung(?:en)?|rezensionen|avant propos|introduccion|prologo|prefacio"
    r"|resenas?|comptes? rendus?|introduzione|prefazione|recensioni|introducao|предисловие|введение|заключение|от редакции|рецензии|содержание"
    r"|序文?|はしめに|おわりに|まえかき|巻头言|卷头言|编集后记|编辑后记|前言|引言|绪论|绪言|编者按|卷首语|书评|序论|目次|目录"
)
_COMMON = late(
    rf"(?:{_PARTS}|{_ELSEWHERE}|{_WHO}(?: {_WHAT})+"
    r"|(?:notes?|letters?|news|reports?|dispatch(?:es)?|views?|comments?|stories|updates?) from (?:the |our )?[^\W\d]{1,20}(?: [^\W\d]{1,20}){0,2}"
    r"|(?:[^\W\d]{1,20} ){1,2}(?:column|message)|(?:[^\W\d]{1,20} )?news|from the .{1,20} s? ?desk|from the editors?|(?:an )?introduction to (?:the|this) (?:special )?(?:issue|section)"
    r"|(?:abstracts?|proceedings|program(?:me)?|posters?|minutes|reports?|(?:selected )?papers|highlights) (?:of|from|for|presented at) (?:the |our )?"
    r"(?:[^\W_]{1,20} ){0,6}(?:meeting|conference|congress|symposium|workshop|session|assembly|convention)"
    r"|(?:images?|pictures?|photos?|cases?|papers?|diagnosis|quiz) of the (?:day|week|month|quarter|issue|year)"
    r"|(?:list of |our )?reviewers?(?: acknowledge?ments?)?|acknowledge?ments? (?:of|to) (?:the |our )?reviewers|message from the .{0,40})"
)


def is_commonplace(words: str) -> bool:
    """Say whether a title, given as folded words, is one that any number of papers bear."""
    return _COMMON.fullmatch(words) is not None
