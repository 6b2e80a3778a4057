"""In which encoding a text file is written: looked for in all of it, never assumed."""

import codecs
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from zefdesk.formats.reading import UnknownFormat, UnreadableFile
from zefdesk.formats.table import LONGEST_LINE

CHUNK = 1 << 20
_SAMPLE = 1 << 16
_TYPOGRAPHY = frozenset("€£¥§©®°±²³µ·¼½¾«»\u2013\u2014\u2018\u2019\u201c\u201d•…™ºª¿¡¢\u00a0")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (with BOM)"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 (with BOM)"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 (with BOM)"),
)
_GUESSED = [
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp437",
    "cp850",
    "mac_roman",
    "cp932",
    "gb18030",
    "big5",
    "cp949",
    "koi8_r",
]
_MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Encoding:
    """The codec, how to handle what it cannot decode, and what a person reads."""

    codec: str
    errors: str
    title: str


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_MENDED, _as_cp1252)


@dataclass(slots=True)
class _Scan:
    """What one pass over a file found: whether it is UTF-8, what is not, how long its longest line is."""

    valid: bool = True
    multibyte: int = 0
    invalid: int = 0
    sample: bytes = b""
    gap: int = 0
    longest: int = 0


def find_encoding(path: Path) -> Encoding:
    """Read all of a file once and say in which encoding it is; raises UnreadableFile."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    known = _by_start(path, start)
    scan = _scan(path, narrow=known is None or known.codec.startswith("utf-8"))
    if scan.longest > LONGEST_LINE:
        raise UnreadableFile(f"{path}: has a line of more than 16 MiB, so it is no table of sessions")
    if known and (known.codec != "utf-8-sig" or scan.valid):
        return _checked(path, known)
    return _by_content(scan)


def _by_start(path: Path, start: bytes) -> Encoding | None:
    for bom, codec, title in _BOMS:
        if start.startswith(bom):
            return Encoding(codec, "strict", title)
    nuls = start.count(0)
    if nuls * 3 < len(start):
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    if nuls * 20 > len(start) * 19 or min(even, odd) * 4 > max(even, odd):
        raise UnknownFormat(f"{path}: is not a text (it is full of NUL bytes)")
    codec, title = ("utf-16-le", "UTF-16 little-endian") if odd > even else ("utf-16-be", "UTF-16 big-endian")
    return Encoding(codec, "strict", f"{title} (without BOM)")


def _checked(path: Path, encoding: Encoding) -> Encoding:
    """Decode all of a file that says what it is; what does not fit is replaced and shown."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeError:
        return Encoding(encoding.codec, "replace", f"{encoding.title}, damaged: what cannot be read is shown as \ufffd")
    return encoding


def _scan(path: Path, *, narrow: bool) -> _Scan:
    scan = _Scan()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            _measure(scan, chunk)
            if not narrow or (scan.valid and chunk.isascii() and not decoder.getstate()[0]):
                continue
            if len(scan.sample) < _SAMPLE:
                scan.sample += _lines_beyond_ascii(chunk)
            if scan.valid:
                scan.valid = _decodes(decoder, chunk)
            text = chunk.decode("utf-8", "replace")
            invalid = text.count("\ufffd")
            scan.invalid += invalid
            scan.multibyte += len(text) - len(text.encode("ascii", "ignore")) - invalid
    if scan.valid and decoder.getstate()[0]:
        scan.valid = False
    scan.longest = max(scan.longest, scan.gap)
    return scan


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _measure(scan: _Scan, chunk: bytes) -> None:
    """Follow the distance between line breaks; only one longer than a chunk matters."""
    firsts = [at for at in (chunk.find(b"\n"), chunk.find(b"\r")) if at >= 0]
    if not firsts:
        scan.gap += len(chunk)
        return
    scan.longest = max(scan.longest, scan.gap + min(firsts))
    scan.gap = len(chunk) - max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) - 1


def _lines_beyond_ascii(chunk: bytes) -> bytes:
    return b"\n".join(line for line in chunk.splitlines() if not line.isascii())[:_SAMPLE]


def _by_content(scan: _Scan) -> Encoding:
    if scan.valid:
        return Encoding("utf-8", "strict", "UTF-8")
    if scan.multibyte > scan.invalid:
        title = f"UTF-8, but {scan.invalid} places are not and were read as Windows-1252"
        return Encoding("utf-8", _MENDED, title)
    return _guess(scan.sample)


def _guess(sample: bytes) -> Encoding:
    """Take Windows-1252 where the text reads well in it, else the encoding in which it reads best."""
    if _oddities(sample, "cp1252") == 0:
        return Encoding("cp1252", "replace", "Windows-1252 (guessed)")
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, cp_isolation=_GUESSED).best()
    candidates = ["cp1252", *([best.encoding] if best else []), "mac_roman", "cp850"]
    codec = min(candidates, key=lambda name: _oddities(sample, name))
    title = "Windows-1252" if codec == "cp1252" else codec
    return Encoding(codec, "replace", f"{title} (guessed)")


def _oddities(sample: bytes, codec: str) -> int:
    """Count the letters that read odd: not in a word, a capital within one, a sign that no report has."""
    text = sample.decode(codec, "replace")
    return sum(not _fits(text, at) for at, letter in enumerate(text) if not letter.isascii())


def _fits(text: str, at: int) -> bool:
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not letter.isalpha() or letter in "ªº":
        return letter in _TYPOGRAPHY
    if letter.isupper() and before.islower():
        return False
    if unicodedata.name(letter, "").startswith("LATIN"):
        return not any(near.isalpha() and not near.isascii() and near != letter for near in (before, after))
    return True
