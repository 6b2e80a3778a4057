"""Currencies: their ISO 4217 codes, their decimals and their signs. An amount is billionths (see `quantity`)."""

from collections.abc import Mapping
from types import MappingProxyType

from zefdesk.domain import quantity
from zefdesk.domain.trouble import UnknownName

_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = frozenset(_CODES.split())
USUAL_DECIMALS = 2
_WITHOUT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_WITH_THREE = "BHD IQD JOD KWD LYD OMR TND"
_DECIMALS = dict.fromkeys(_WITHOUT.split(), 0) | (dict.fromkeys(_WITH_THREE.split(), 3))

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "$": "USD",
        "US$": "USD",
        "C$": "CAD",
        "CA$": "CAD",
        "A$": "AUD",
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "₹": "INR",
        "₩": "KRW",
        "₪": "ILS",
        "₺": "TRY",
        "zł": "PLN",
        "Kč": "CZK",
    }
)
"""What a currency sign in a file is taken to mean. `kr` is absent: four currencies share it."""

_SIGN_OF = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "CA$", "AUD": "A$", "INR": "₹"}


def currency(code: str) -> str:
    """Give the ISO 4217 code in capitals; raises UnknownName for one that does not exist."""
    known = code.strip().upper()
    if known not in CURRENCIES:
        msg = f"unknown currency '{code}': give an ISO 4217 code such as USD or EUR"
        raise UnknownName(msg)
    return known


def decimals(code: str | None) -> int:
    """How many decimals amounts of a currency have; two where the currency is not known."""
    return _DECIMALS.get(code or "", USUAL_DECIMALS)


def plain(nano: int, code: str | None) -> str:
    """Write an amount as a plain decimal at its currency's decimals; more only where the source gave more."""
    return quantity.plain(nano, decimals(code))


def sign(code: str | None) -> str:
    """Give the sign that stands before an amount: `$`, `€`, else the code with a space; nothing where unknown."""
    if not code:
        return ""
    return _SIGN_OF.get(code, f"{code} ")
