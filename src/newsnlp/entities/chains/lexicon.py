"""Words that tell what a name is, and names that are one."""

from __future__ import annotations

__all__ = [
    "FORMAL", "GENERATIONS", "GENERIC", "GENERIC_PLACE", "HE", "HEADS", "HONORIFICS", "LEGAL", "LETTERS_AFTER",
    "PEOPLE_OF", "PLACE", "SHE", "SHIPS", "TURNED",
]  # fmt: skip

# Names that are said of one country or city alone.
_SAME_PLACES = (
    "united states|us|usa|united states of america|america", "united kingdom|uk|britain|great britain",
    "united arab emirates|uae|emirates", "russia|russian federation", "china|peoples republic of china|prc",
    "north korea|dprk|democratic peoples republic of korea", "south korea|republic of korea", "myanmar|burma",
    "turkey|turkiye", "czech republic|czechia", "ivory coast|cote divoire", "netherlands|holland",
    "eswatini|swaziland", "democratic republic of the congo|democratic republic of congo|drc|dr congo",
    "washington dc|dc|district of columbia", "new york city|nyc|city of new york",
)  # fmt: skip
PLACE = {name: line.split("|")[0] for line in _SAME_PLACES for name in line.split("|")}
PEOPLE_OF = {"american": "united states", "british": "united kingdom", "russian": "russia", "chinese": "china"}
# Words after a name that only say what it is.
LEGAL = frozenset({
    "inc", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "sa", "ag", "nv", "group", "se",
    "holdings", "gmbh", "spa", "lp", "llp", "incorporated",
})  # fmt: skip
GENERIC = LEGAL | {
    "motor", "motors", "airlines", "airways", "air", "university", "college", "bank", "institution", "institute",
    "association", "party", "agency", "police", "foundation", "industries", "technologies", "systems", "international",
    "entertainment", "pictures", "energy", "oil", "petroleum", "pharmaceuticals", "brothers", "sachs", "news", "media",
    "newspaper", "magazine", "system", "service", "services", "organization", "organisation", "movement", "militia",
    "charity", "aircraft",
}  # fmt: skip
GENERIC_PLACE = frozenset({
    "sea", "ocean", "river", "mountains", "desert", "rainforest", "forest", "peninsula", "cathedral", "airport",
    "stadium", "museum",
})  # fmt: skip
SHIPS = frozenset({"mv", "ms", "ss", "hms", "uss", "rms", "mt", "ins", "hmas"})
TURNED = frozenset({
    "department", "ministry", "parliament", "senate", "court", "embassy", "office", "government", "bureau",
    "legislature",
})  # fmt: skip
HEADS = frozenset({
    "assembly", "parliament", "senate", "congress", "court", "council", "commission", "committee", "party", "ministry",
    "department", "house", "bank", "university", "college", "board", "agency", "union", "league", "army", "navy",
    "supreme court", "olympiad", "channel", "church", "institute", "association", "cathedral", "museum", "authority",
    "games", "cup", "championship", "festival", "constitution", "act", "coast guard", "air force",
})  # fmt: skip

HONORIFICS = frozenset({
    "mr", "mrs", "ms", "miss", "mme", "madame", "sir", "dame", "lord", "lady", "dr", "prof", "professor", "president",
    "senator", "sen", "rep", "representative", "gov", "governor", "judge", "justice", "general", "gen", "col",
    "colonel", "capt", "captain", "sgt", "sergeant", "lt", "lieutenant", "maj", "major", "cmdr", "commander", "adm",
    "admiral", "king", "queen", "prince", "princess", "pope", "rev", "reverend", "father", "sister", "sheikh",
    "sheriff", "mayor", "chancellor", "minister", "secretary", "detective", "officer", "ayatollah", "emperor",
    "cardinal", "archbishop", "bishop", "imam", "premier", "speaker", "congressman", "congresswoman",
    "chief", "attorney",
})  # fmt: skip
HE = frozenset({"mr", "sir", "lord", "king", "prince", "pope", "congressman", "emperor", "father"})
SHE = frozenset({"mrs", "ms", "miss", "mme", "madame", "dame", "lady", "queen", "princess", "congresswoman", "sister"})
LETTERS_AFTER = frozenset({"qc", "kc", "mp", "md", "phd", "obe", "cbe", "mbe", "esq"})
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NICKNAMES = (
    "alexander alex sasha", "andrew andy drew", "anthony tony", "barbara barb", "benjamin ben", "bernard bernie",
    "catherine katherine kate cathy kathy", "charles charlie chuck", "christopher chris", "daniel dan danny",
    "david dave", "deborah deb debbie", "donald don", "douglas doug", "edward ed eddie ted", "elizabeth liz beth",
    "eugene gene", "frederick fred", "gerald gerry jerry", "gregory greg", "henry hank harry", "jacob jake",
    "james jim jimmy", "jeffrey jeff", "jennifer jen jenny", "john jack johnny", "jonathan jon", "joseph joe joey",
    "joshua josh", "kenneth ken kenny", "lawrence larry", "leonard len lenny", "margaret maggie meg peggy",
    "matthew matt", "michael mike mick", "nathaniel nathan nate", "nicholas nick", "pamela pam", "patricia pat patty",
    "patrick pat", "peter pete", "philip phil", "raymond ray", "rebecca becky", "richard rick dick rich",
    "robert bob bobby rob robbie", "ronald ron", "rudolph rudy", "samuel sam", "stephen steven steve",
    "susan sue", "theodore ted", "thomas tom tommy", "timothy tim", "vincent vince", "walter walt",
    "william bill billy will", "zachary zach",
)  # fmt: skip
FORMAL: dict[str, frozenset[int]] = {}
for _place, _line in enumerate(_NICKNAMES):
    for _name in _line.split():
        FORMAL[_name] = FORMAL.get(_name, frozenset()) | {_place}
