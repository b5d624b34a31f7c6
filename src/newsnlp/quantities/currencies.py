"""Currencies: signs, codes and names, with the ISO 4217 code of each.

Source: the code list of ISO 4217 (facts) and the usual English names. Where a name alone does not tell the country, the
commonest is taken if one dominates world news (dollar: US, rupee: India, yuan: China); else the code is None (franc,
peso, crown, dinar, shilling). Codes of currencies that the euro replaced are kept for older articles.
"""

from __future__ import annotations

__all__ = ["CODES", "CONTINENTAL", "DOLLAR_PREFIXES", "MINOR", "NAMES", "QUALIFIED", "SIGNS", "SIGN_WORDS"]

_ALL_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR
MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF
XPF YER ZAR ZMW
"""
# In capitals these are also words or names that stand before numbers: "TOP 10", "ALL 50", "AMD 7800".
_WORDS = frozenset({"ALL", "AMD", "BAM", "BOB", "COP", "CUP", "GEL", "MOP", "PEN", "RON", "SOS", "TOP", "TRY"})
CODES = frozenset(_ALL_CODES.split()) - _WORDS
"""Codes that are taken for a currency where they stand beside a number in capitals."""

SIGNS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₨": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₦": "NGN", "₱": "PHP", "₫": "VND", "₴": "UAH", "₪": "ILS", "฿": "THB", "₡": "CRC", "₲": "PYG", "₸": "KZT",
    "₼": "AZN", "₾": "GEL", "₵": "GHS", "₭": "LAK", "₮": "MNT", "৳": "BDT", "៛": "KHR", "＄": "USD", "￡": "GBP",
    "￥": "JPY",
}  # fmt: skip
DOLLAR_PREFIXES = {
    "US": "USD", "U.S.": "USD", "A": "AUD", "AU": "AUD", "AUS": "AUD", "C": "CAD", "CA": "CAD", "CAN": "CAD",
    "CDN": "CAD", "Cdn": "CAD", "HK": "HKD", "NZ": "NZD", "S": "SGD", "SG": "SGD", "NT": "TWD", "TW": "TWD",
    "R": "BRL", "BR": "BRL", "MX": "MXN", "Mex": "MXN", "AR": "ARS", "CLP": "CLP", "COL": "COP", "J": "JMD",
    "JA": "JMD", "TT": "TTD", "BZ": "BZD", "FJ": "FJD", "G": "GYD", "N": "NAD", "Bds": "BBD", "EC": "XCD", "Z": None,
    "L": "LRD", "B": "BSD", "RD": "DOP",
}  # fmt: skip
"""What stands glued before a dollar sign; Zimbabwe's dollar is no more."""
SIGN_WORDS = {
    "Rs": "INR", "Re": "INR", "RS": "INR", "Rp": "IDR", "RM": "MYR", "Rmb": "CNY", "RMB": "CNY", "Php": "PHP",
    "Kshs": "KES", "Ksh": "KES", "KSh": "KES", "Sh": None, "Shs": None, "Tk": "BDT", "CHF": "CHF", "SFr": "CHF",
    "NOK": "NOK", "DM": "DEM", "Ush": "UGX", "UGX": "UGX", "R": "ZAR", "P": "PHP", "N": "NGN", "K": "ZMW",
}  # fmt: skip
"""Words that stand for a currency before digits. One letter counts only when glued to a number with a scale."""

CONTINENTAL = frozenset({"EUR", "BRL", "IDR", "ARS", "COP", "CLP", "DKK", "TRY", "VND", "PYG", "UYU"})
"""Where a point marks thousands: "€1.200" is 1200 euros."""

_NAMES = """
USD: dollar dollars dlr dlrs buck bucks
EUR: euro euros
GBP: quid stg sterling
JPY: yen
CNY: yuan renminbi rmb
INR: rupee rupees
RUB: ruble rubles rouble roubles
UAH: hryvnia hryvnias hryvnya
KRW: won wons
ILS: shekel shekels
TRY: lira liras
PLN: zloty zlotys złoty złotys zł pln
CZK: koruna korunas
HUF: forint forints
RON: leu lei
BGN: leva
SEK: krona kronor
THB: baht
MYR: ringgit
IDR: rupiah rupiahs
VND: dong
NGN: naira
GHS: cedi cedis
ZAR: rand
KZT: tenge
BRL: reais
SAR: riyal riyals
IRR: rial rials
AED: dirham dirhams
BDT: taka
AFN: afghani afghanis
MMK: kyat kyats
KHR: riel riels
LAK: kip
MNT: tugrik tugriks
AMD: dram drams
AZN: manat manats
GEL: lari
ETB: birr
ZMW: kwacha
VES: bolivar bolivars bolívar bolívares bolivares
GTQ: quetzal quetzales
PYG: guarani guaranis guaraníes
DEM: deutschmark deutschmarks deutschemark deutschemarks
XEU: ecu ecus
ESP: peseta pesetas
ITL: lire
GRD: drachma drachmas
NLG: guilder guilders
PTE: escudo escudos
"""
NAMES: dict[str, str | None] = {
    name: line.partition(":")[0] for line in _NAMES.split("\n") for name in line.partition(":")[2].split()
}
"""Currency names, singular and plural, by what they mean alone."""
NAMES |= {"pound": "GBP", "pounds": "GBP", "mark": "DEM", "marks": "DEM", "krónur": "ISK", "kronur": "ISK"}

_OPEN = "franc francs peso pesos crown crowns dinar dinars shilling shillings krone kroner"
NAMES |= dict.fromkeys(_OPEN.split())

_QUALIFIED = """
dollar dollars dlr dlrs: us=USD american=USD canadian=CAD australian=AUD hong+kong=HKD new+zealand=NZD singapore=SGD
  singaporean=SGD taiwan=TWD taiwanese=TWD jamaican=JMD bahamian=BSD fijian=FJD namibian=NAD liberian=LRD barbadian=BBD
  trinidadian=TTD guyanese=GYD brunei=BND
pound pounds: british=GBP egyptian=EGP syrian=SYP lebanese=LBP sudanese=SDG
franc francs: swiss=CHF french=FRF belgian=BEF cfa=XOF rwandan=RWF congolese=CDF burundian=BIF guinean=GNF
peso pesos: mexican=MXN argentine=ARS argentinian=ARS chilean=CLP colombian=COP philippine=PHP cuban=CUP uruguayan=UYU
  dominican=DOP
crown crowns krona kronor krone kroner: swedish=SEK danish=DKK norwegian=NOK czech=CZK icelandic=ISK
rupee rupees: indian=INR pakistani=PKR pakistan=PKR nepali=NPR nepalese=NPR mauritian=MUR
dinar dinars: kuwaiti=KWD iraqi=IQD jordanian=JOD serbian=RSD algerian=DZD tunisian=TND libyan=LYD bahraini=BHD
shilling shillings: kenyan=KES kenya=KES ugandan=UGX uganda=UGX tanzanian=TZS somali=SOS
mark marks: german=DEM deutsche=DEM deutsch=DEM
won wons: korean=KRW south+korean=KRW north+korean=KPW
yuan: chinese=CNY
yen: japanese=JPY
ruble rubles rouble roubles: russian=RUB belarusian=BYN
lira liras lire: turkish=TRY italian=ITL lebanese=LBP
riyal riyals rial rials: saudi=SAR qatari=QAR yemeni=YER omani=OMR iranian=IRR
dirham dirhams: uae=AED emirati=AED moroccan=MAD
real reals reais: brazilian=BRL
leu lei: romanian=RON moldovan=MDL
sol soles: peruvian=PEN
rand: south+african=ZAR
"""


def _qualified() -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for entry in _QUALIFIED.strip().replace("\n  ", " ").split("\n"):
        nouns, _, countries = entry.partition(":")
        for country in countries.split():
            words, _, code = country.partition("=")
            table |= {(*words.split("+"), noun): code for noun in nouns.split()}
    return table


QUALIFIED = _qualified()
"""Names with the country before them, as lower-case words: ("swiss", "francs") is CHF."""

MINOR: dict[str, str | None] = {
    "cent": "USD", "cents": "USD", "cts": "USD", "ct": "USD", "pence": "GBP", "penny": "GBP", "pennies": None,
    "kopecks": "RUB", "kopeks": "RUB", "paise": "INR",
}  # fmt: skip
"""Hundredths of a currency."""
