"""Units of measure as news writes them, each with one standard name (SI and customary, British spelling, singular).

Source: the SI brochure (BIPM) and the customary units of Britain and the United States: facts. Units of time are absent
on purpose: "two hours" is a TIME and "five years" a DATE.
"""

from __future__ import annotations

__all__ = ["DIGIT_UNITS", "GLUED_UNITS", "PERCENTS", "UNITS_OF_MEASURE"]

_UNITS = """
mile: mile miles
nautical mile: nautical+mile nautical+miles
yard: yard yards
foot: foot feet
inch: inch inches
kilometre: kilometre kilometres kilometer kilometers km kms ㎞
metre: metre metres meter meters
centimetre: ㎝ centimetre centimetres centimeter centimeters
millimetre: millimetre millimetres millimeter millimeters
micrometre: micrometre micrometres micrometer micrometers micron microns
nanometre: nanometre nanometres nanometer nanometers
light-year: light+year light+years lightyear lightyears
astronomical unit: astronomical+unit astronomical+units
square mile: square+mile square+miles sq+mile sq+miles
square kilometre: km² square+kilometre square+kilometres square+kilometer square+kilometers square+km sq+km
square metre: m² square+metre square+metres square+meter square+meters square+m sq+m
square foot: square+foot square+feet sq+ft
square yard: square+yard square+yards
square inch: square+inch square+inches
acre: acre acres
hectare: hectare hectares
acre-foot: acre+foot acre+feet
cubic metre: m³ cubic+metre cubic+metres cubic+meter cubic+meters
cubic foot: cubic+foot cubic+feet
cubic kilometre: cubic+kilometre cubic+kilometres cubic+kilometer cubic+kilometers
cubic yard: cubic+yard cubic+yards
litre: litre litres liter liters
millilitre: millilitre millilitres milliliter milliliters
gallon: gallon gallons us+gallon us+gallons imperial+gallon imperial+gallons
pint: pint pints
fluid ounce: fluid+ounce fluid+ounces
barrel: barrel barrels bbl bbls
bushel: bushel bushels
kilogram: kg kgs ㎏ kilogram kilograms kilogramme kilogrammes kilo kilos
gram: gram grams gramme grammes
milligram: milligram milligrams
microgram: microgram micrograms
tonne: tonne tonnes metric+ton metric+tons metric+tonne metric+tonnes
ton: ton tons
pound: lb lbs
ounce: ounce ounces
kiloton: kiloton kilotons kilotonne kilotonnes
megaton: megaton megatons
carat: carat carats
mile per hour: mph mile+per+hour miles+per+hour miles+an+hour mile+an+hour
kilometre per hour: kph kmh km+/+h kilometre+per+hour kilometres+per+hour kilometer+per+hour kilometers+per+hour
  kilometres+an+hour kilometers+an+hour km+per+hour km+an+hour
metre per second: m+/+s metres+per+second meters+per+second
kilometre per second: km+/+s kilometres+per+second kilometers+per+second
foot per second: feet+per+second
mile per gallon: mpg miles+per+gallon
barrel per day: bpd barrels+per+day barrels+a+day b+/+d
knot: knots
degree Celsius: °+c degrees+celsius degree+celsius degrees+c degrees+centigrade degree+centigrade ℃ deg+c
degree Fahrenheit: °+f degrees+fahrenheit degree+fahrenheit degrees+f ℉
degree: degree degrees °
watt: watt watts
kilowatt: kilowatt kilowatts
megawatt: megawatt megawatts
gigawatt: gigawatt gigawatts
terawatt: terawatt terawatts
kilowatt-hour: kilowatt+hour kilowatt+hours
megawatt-hour: megawatt+hour megawatt+hours
gigawatt-hour: gigawatt+hour gigawatt+hours
terawatt-hour: terawatt+hour terawatt+hours
horsepower: horsepower
volt: volt volts
kilovolt: kilovolt kilovolts
joule: joule joules
calorie: calorie calories
hertz: hertz
kilohertz: kilohertz
megahertz: megahertz
gigahertz: gigahertz
decibel: decibel decibels
kilobyte: kilobyte kilobytes
megabyte: megabyte megabytes
gigabyte: gigabyte gigabytes
terabyte: terabyte terabytes
petabyte: petabyte petabytes
megabit per second: megabits+per+second
gigabit per second: gigabits+per+second
megapixel: megapixel megapixels
word per minute: words+per+minute
pound per square inch: psi pounds+per+square+inch
part per million: parts+per+million ppm
part per billion: parts+per+billion ppb
"""
_DIGIT_UNITS = """
centimetre: cm
millimetre: mm
foot: ft
milligram: mg
ounce: oz
millilitre: ml
hectare: ha
horsepower: bhp hp
kilowatt: kw
megawatt: mw
gigawatt: gw
terawatt: tw
kilowatt-hour: kwh
megawatt-hour: mwh
gigawatt-hour: gwh
terawatt-hour: twh
hertz: hz
kilohertz: khz
megahertz: mhz
gigahertz: ghz
decibel: db
kilobyte: kb
megabyte: mb
gigabyte: gb
terabyte: tb
petabyte: pb
megabit per second: mbps
gigabit per second: gbps
megapixel: mp
word per minute: wpm
bit: bit
"""
_GLUED_UNITS = "gram: g\ninch: in ″\ndegree Celsius: C\ndegree Fahrenheit: F\nastronomical unit: au AU"


def _table(text: str) -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for entry in text.strip().replace("\n  ", " ").split("\n"):
        name, _, forms = entry.partition(":")
        table |= {tuple(form.split("+")): name for form in forms.split()}
    return table


UNITS_OF_MEASURE = _table(_UNITS)
"""Lower-case words of a unit after any number, to its standard name."""
DIGIT_UNITS = _table(_DIGIT_UNITS)
"""Short forms that count only after digits."""
GLUED_UNITS = _table(_GLUED_UNITS)
"""Forms, case and all, that count only when glued to digits: "35C", but not "5 in"."""

PERCENTS = _table(
    "percent: % ％ percent per+cent pct percents\n"
    "percentage_point: percentage+point percentage+points percent+point percent+points pct+points %+points %+point\n"
    "basis_point: basis+point basis+points bps bp"
)
"""Percent and its parts."""
