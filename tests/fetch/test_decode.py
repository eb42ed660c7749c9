"""Encodings: what a file is decoded as, and why."""

import pytest

from factcheck.fetch.decode import allowed_codec, decode

ENGLISH = "He said \u201cwe won\u2019t go\u201d \u2014 and caf\u00e9 na\u00efve."
POLISH = "Zażółć gęślą jaźń, powiedział minister, i nikt nie zaprzeczył tej wiadomości w źródłach."
RUSSIAN = "Мы надеемся, что он выберет путь дипломатии, сказала она журналистам в Вашингтоне."
JAPANESE = "日本の首相は記者会見で「戦争を望まない」と述べた。国民の安全を守ると強調した。" * 3
CHINESE = "总理在记者会上说：“我们不希望战争。”他强调要保护人民的安全。" * 8
THAI = "นายกรัฐมนตรีกล่าวว่าเราไม่ต้องการสงคราม"
HEBREW = "ראש הממשלה אמר כי איננו רוצים מלחמה"

FILES = [
    ("UTF-8", ENGLISH.encode(), "", ENGLISH, "utf-8"),
    ("UTF-8 with mark", ENGLISH.encode("utf-8-sig"), "", ENGLISH, "utf-8"),
    ("UTF-8 under a wrong header", ENGLISH.encode(), "text/html; charset=iso-8859-1", ENGLISH, "utf-8"),
    ("UTF-8 under a bogus header", ENGLISH.encode(), "text/html; charset=bogus-9", ENGLISH, "utf-8"),
    ("UTF-16 with mark", ENGLISH.encode("utf-16"), "", ENGLISH, "utf-16-le"),
    ("UTF-16 without mark", ENGLISH.encode("utf-16-le"), "", ENGLISH, "utf-16-le"),
    ("UTF-16 big end first", ENGLISH.encode("utf-16-be"), "", ENGLISH, "utf-16-be"),
    ("windows-1252 unannounced", ENGLISH.encode("cp1252"), "", ENGLISH, "cp1252"),
    ("windows-1252 called Latin-1", ENGLISH.encode("cp1252"), "text/plain; charset=ISO-8859-1", ENGLISH, "cp1252"),
    ("windows-1250 announced", POLISH.encode("cp1250"), "text/plain; charset=windows-1250", POLISH, "cp1250"),
    ("windows-1251 announced", RUSSIAN.encode("cp1251"), 'text/plain; charset="windows-1251"', RUSSIAN, "cp1251"),
    ("windows-1251 unannounced", (RUSSIAN * 4).encode("cp1251"), "", RUSSIAN * 4, "cp1251"),
    ("Shift JIS announced", "日本語の文章".encode("cp932"), "text/plain; charset=shift_jis", "日本語の文章", "cp932"),
    ("ISO-2022-JP announced", "日本".encode("iso2022_jp"), "text/plain; charset=iso-2022-jp", "日本", "iso2022_jp"),
    (
        "meta",
        b"<meta charset=windows-1251><p>" + RUSSIAN.encode("cp1251"),
        "",
        f"<meta charset=windows-1251><p>{RUSSIAN}",
        "cp1251",
    ),
    ("Shift JIS by another name", JAPANESE.encode("cp932"), "text/html; charset=x-sjis", JAPANESE, "cp932"),
    ("EUC-JP by another name", JAPANESE.encode("euc_jp"), "text/html; charset=x-euc-jp", JAPANESE, "euc_jp"),
    ("EUC-JP unannounced", JAPANESE.encode("euc_jp"), "", JAPANESE, "euc_jp"),
    ("GB 18030 unannounced", CHINESE.encode("gb18030"), "", CHINESE, "gb18030"),
    ("Thai", THAI.encode("cp874"), "text/html; charset=tis-620", THAI, "cp874"),
    ("Hebrew in logical order", HEBREW.encode("iso8859_8"), "charset=iso-8859-8-i", HEBREW, "iso8859-8"),
    (
        "meta against the header's default",
        f"<meta charset=windows-1251>{RUSSIAN}".encode("cp1251"),
        "text/html; charset=ISO-8859-1",
        f"<meta charset=windows-1251>{RUSSIAN}",
        "cp1251",
    ),
    ("UTF-16 of Japanese in the header", JAPANESE.encode("utf-16-be"), "charset=utf-16be", JAPANESE, "utf-16-be"),
    ("UTF-16 in the header of a page in UTF-8", ENGLISH.encode(), "charset=utf-16", ENGLISH, "utf-8"),
    ("UTF-16 page of Japanese", f"<p>{JAPANESE}".encode("utf-16-le"), "", f"<p>{JAPANESE}", "utf-16-le"),
    ("UTF-8 and windows-1252 in one", ENGLISH.encode() + b" \x91no\x92", "", f"{ENGLISH} \u2018no\u2019", "utf-8"),
    ("Mac Roman unannounced", ENGLISH.encode("mac-roman"), "", ENGLISH, "mac-roman"),
    ("windows-1252 with one accent", "caf\u00e9 \u00c3\u00a9".encode("cp1252"), "", "caf\u00e9 \u00c3\u00a9", "cp1252"),
    ("UTF-7 is not read", b"+ADw-script+AD4-", "text/html; charset=utf-7", "+ADw-script+AD4-", "utf-8"),
    ("hex is no encoding", b"636174", "text/html; charset=hex", "636174", "utf-8"),
    ("cut in a character", "caf\u00e9".encode()[:-1], "", "caf\ufffd", "utf-8"),
    ("NUL removed", b"a\x00b" * 10, "", "ab" * 10, "utf-8"),
    ("nothing", b"", "", "", "utf-8"),
]


@pytest.mark.parametrize(
    ("raw_bytes", "content_type", "text", "encoding"), [pytest.param(*case, id=name) for name, *case in FILES]
)
def test_decode(raw_bytes: bytes, content_type: str, text: str, encoding: str) -> None:
    decoded = decode(raw_bytes, content_type)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.reason


def test_a_few_broken_bytes_do_not_turn_a_page_into_another_encoding() -> None:
    raw_bytes = (ENGLISH * 100).encode() + b" \x96 " + ENGLISH.encode()
    decoded = decode(raw_bytes, "text/html; charset=utf-8")
    assert decoded.text.startswith(ENGLISH)
    assert f" \u2013 {ENGLISH}" in decoded.text


@pytest.mark.parametrize(
    "label", ["hex", "rot13", "zlib", "idna", "punycode", "unicode_escape", "utf-7", "../etc", "", "a" * 500]
)
def test_labels_no_page_should_have(label: str) -> None:
    assert allowed_codec(label) == ""
