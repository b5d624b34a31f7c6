"""What things and articles are about: topics told by plain words, in the descriptions of things and in the text."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["TOPICS", "topics_in", "topics_of"]

_WORDS = {
    "music": "album albums band bands bassist cellist composer concert concerts country-music drummer duet guitar"
    " guitarist guitarists hip-hop hit-single jazz lyrics mandolinist music musical musician musicians opera orchestra"
    " pianist pop rap rapper reggae rock singer singers singer-songwriter song songs songwriter"
    " soundtrack violinist vocalist vocals bass drums gig gigs grammy chords",
    "screen": "actor actors actress actresses animation animator cartoon cast comedian comedy drama film filmmaker"
    " films hollywood movie movies oscar screenplay screenwriter sitcom starred starring television tv"
    " blockbuster box-office emmy episode episodes premiere sequel",
    "fashion": "designer fashion model models runway supermodel vogue",
    "football": "bundesliga defender football footballer footballers goalkeeper goalkeeping la-liga midfielder"
    " quarterback soccer striker touchdown uefa fifa fc nfl linebacker",
    "basketball": "basketball nba wnba dunk rebounds",
    "baseball": "baseball innings mlb outfielder pitcher shortstop homered",
    "hockey": "goaltender hockey nhl puck",
    "tennis": "atp tennis wimbledon wta",
    "golf": "golf golfer golfers pga",
    "racing": "driver formula grand-prix motorcycle motorsport nascar racing rally",
    "athletics": "athlete athletics boxer boxing cyclist cycling gymnast olympic olympics skater skier sprinter"
    " swimmer swimming wrestler wrestling cricketer cricket rugby",
    "politics": "ambassador cabinet chancellor congress congressman congresswoman diplomat election elections"
    " governor government lawmaker lawmakers legislature mayor minister ministers parliament party politician"
    " politicians premier president presidential senate senator senators statesman statesperson vote voters",
    "business": "airline bank banker bankers businessman businessperson businesswoman ceo chairman company companies"
    " corporation earnings entrepreneur executive financier firm industrialist investor investors manufacturer"
    " merger profit profits retailer shares shareholders stock",
    "technology": "app computer computers computing developer internet programmer software smartphone technology",
    "science": "astronaut astronomer biochemist biologist chemist mathematician physicist physics research scientist"
    " scientists space",
    "religion": "archbishop biblical bible bishop cardinal catholic christ church imam pope priest rabbi religious"
    " saint theologian virgin",
    "military": "admiral air-force army battle commander forces general guerrilla marshal military naval navy officer"
    " soldier soldiers terrorist troops war",
    "letters": "author autobiographer book books fiction journalist literature novel novelist novels playwright poet"
    " poetry writer",
    "royalty": "aristocrat crown duchess duke emperor king monarch prince princess queen royal royals sovereign",
    "art": "architect art artist museum painter painting photographer sculptor",
}
# Words of any game between teams, and the topics that they tell of.
_GAME = "coach coached cup derby goal goals league match matches midfield playoffs scored season stadium team teammate"
_GAMES = ("football", "basketball", "baseball", "hockey")
TOPICS = tuple(_WORDS)
_TOPIC_OF = {word: number for number, words in enumerate(_WORDS.values()) for word in words.split()}
_GAME_WORDS = frozenset(_GAME.split())
_GAME_TOPICS = tuple(map(TOPICS.index, _GAMES))
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")


def topics_of(*texts: str) -> int:
    """Give the topics that descriptions name, as bits in the order of `TOPICS`.

    Example:
        >>> topics_of("English footballer") == 1 << TOPICS.index("football")
        True
    """
    mask = 0
    for text in texts:
        for word in _WORD.findall(text.lower()):
            if word in _TOPIC_OF:
                mask |= 1 << _TOPIC_OF[word]
    return mask


def topics_in(text: str) -> Counter[int]:
    """Count for each topic, by its number, the different words of a text that tell of it.

    Example:
        >>> topics_in("The singer sang a song.")[TOPICS.index("music")]
        2
    """
    words = set(_WORD.findall(text.lower()))
    told = Counter(_TOPIC_OF[word] for word in _TOPIC_OF.keys() & words)
    for number in _GAME_TOPICS if (games := len(_GAME_WORDS & words)) else ():
        told[number] += games
    return told
