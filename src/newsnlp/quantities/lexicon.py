"""Words that tell what a number near them is."""

from __future__ import annotations

__all__ = [
    "CHANGES",
    "COUNTED",
    "DESIGNATORS",
    "HEIGHTS",
    "MONEY_WORDS",
    "MONTHS",
    "OPENERS",
    "PENCE_NOUNS",
    "PLACES",
    "PREFIXES",
    "RANGING",
    "RATE_WORDS",
    "SHORTENED",
    "TIME_UNITS",
    "WEIGHT_WORDS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TIME_UNITS = _words("""
    a.m ad am bc bce ce centuries century day days decade decades fortnight generation generations hour hours hr
    hrs millisecond milliseconds minute minutes month months night nights o p.m pm quarter quarters season
    seasons second seconds week weekend weekends weeks year years yr yrs
""")
"""Units of time: a number before one belongs to a date, a time or an age."""

MONTHS = _words("""
    apr april aug august dec december feb february jan january jul july jun june mar march may nov november oct
    october sep sept september
""")
"""Months and how they are shortened."""

DESIGNATORS = _words("""
    age aged ages airbus amendment android annex apollo appendix apt article articles battalion big bill boeing
    brigade bus cac category channel chapter class covid dax division docket episode exit ext extension fax fig
    flight forbes formula fortune ftse galaxy gate grade group h highway id interstate ios ipad iphone isbn
    level magnitude model n nasdaq nikkei no nos nr page pages paragraph phase phone pixel playstation po
    prop proposition psalm q ranked ref resolution route runway russell sections seed sept serial series
    squadron stage tel telephone tier title top type u unit v ver verse version vol volume windows xbox zip
""")
"""Words before a number that is a name, not a count."""

RATE_WORDS = _words("""
    bank bond bonds boe central cut cuts ecb fed hike hikes inflation interest lending lower lowers lowered mortgage
    prime raise raises raised rate rates reserve yield yields
""")
"""Words near a "quarter-point" that make it a part of a percent."""

SHORTENED = _words("art ch fig no nos p pp par sec vol")
"""Designators before a full stop."""

PLACES = _words("""
    aisle apartment apt article block class flat flight gate grade hall house item model no number pier platform route
    room row seat section suite unit ward
""")
"""Words before "35C" that make it a place, not a temperature."""

PREFIXES = _words("""
    about around magnitude mid near post pre roughly some sub
""")
"""Words that a hyphen may join to an amount without making it a part of a name."""

COUNTED = _words("""
    activists adults aircraft albums animals arrested athletes attackers babies birds boats bodies bombs books
    boys branches buildings businesses cars cases casualties cats charges child children cities citizens
    civilians climbers companies complaints congressmen copies countries counts crew customers dead deaths
    demonstrators detained detainees displaced doctors dogs doses drones elephants employees evacuated factories
    families fans fatalities fighters films firefighters firms flights followers girls goals gunmen guns hikers
    homeless homes horses hospitalised hospitalized hospitals hostages households houses hurt immigrants infants
    infections injured injuries inmates insurgents jobs journalists kids killed lawmakers lawsuits locations man
    matches medals members men migrants militants miners ministers missiles missing mps nurses occasions
    officers others outlets passengers patients people person persons pilots planes planets plants players
    police policemen prisoners protesters pupils rebels refugees reporters residents rockets sailors satellites
    schools seats senators shares sharks ships shops soldiers songs species staff staffers stars states stations
    stores students subscribers survivors suspects teachers teenagers teens terrorists tests things tickets
    tourists towns trees troops trucks turbines users vehicles victims villages visitors voters votes weapons
    wells whales wickets woman women workers wounded
""")
"""Words for what news counts, in the form that stands right after the number."""

OPENERS = _words("""
    a about add added adds affect affects after against all almost amid among an and another are around arrest
    arrested arrests as at before between build builds but buy buys by charge charged charges claim claimed
    claims close closes cost costs cut cuts cutting damage damages deploy deploys destroy destroys detain
    detained detains displace displaces down during evacuate evacuates find finds fire fires for found free
    freed frees from had has have her hire hires his hit hits if in including injure injured injures into is its
    jail jails just kill killed killing kills lay least leave leaves leaving left lose loses more most my nearly
    not of off on only open opens or other our out over recall recalls rescue rescued rescues roughly said save
    saved saves saw say says see sees sell sells send sends sent sentence sentences shoot shoots shot shut shuts
    since some take takes than that the their these those to took trap trapped traps up was were when where
    which while who win wins with wound wounded wounds your
""")
"""Words before a number that take it into no name, whatever their case; also what follows "won" as a verb."""

RANGING = _words("""
    anywhere between cost costing costs estimated estimates priced prices range ranged ranges ranging varied
    varies vary varying
""")
""""ranging from $5 million to $7 million" is one range."""

CHANGES = _words("""
    add added adds by climb climbed climbs decline declined declines decrease decreased down drop dropped drops
    edged fall fallen falls fell from gain gained gains grew grow grows increase increased increases jump jumped
    jumps lose loses lost plunge plunged rise risen rises rose sank sink slid slide slides slip slipped slips
    soar soared soars surge surged surges tumble tumbled up
""")
""""rose from $5 million to $7 million" tells of two amounts."""

MONEY_WORDS = _words("""
    bank benefit benefits bet bid bill bills bonus bought budget buy cash charge charged compensation cost
    costing costs debt debts donate donated donation earn earned earns fee fees fine fined fines grant invoice
    loan money owe owed paid pay paying payment pays price priced prices prize profit raise raised rent reward
    salary save saved saving savings sell sells sold spend spends spent sterling tax ticket tickets wage wages
    worth
""")
"""Words near pounds of money."""

WEIGHT_WORDS = _words("""
    beef cannabis cocaine explosives gain gained gaining heavier heavy heroin lift lifted lighter lose loses
    losing lost marijuana meat overweight shed thrust tnt weigh weighed weighing weighs weight
""")
"""Words near pounds of weight."""

HEIGHTS = _words("""
    above away backstroke below breaststroke butterfly dash deep freestyle high hurdles long race relay sprint
    swim tall thick wide
""")
"""Words after "400m" that make it metres."""

PENCE_NOUNS = _words("""
    a bag charge coin coins cut dividend increase levy litre off per piece rise stamp tax
""")
"""Words after "5p" that make it pence."""
