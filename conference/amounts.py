"""Amounts of money as Vietnamese papers have them: a figure with points, and in words.

Read as schools and treasuries teach it: "mốt", "tư" and "lăm" after "mươi", "linh" where the tens
are missing, and "không trăm" wherever a class of three digits follows another.
"""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TEN = {5: "lăm"}
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_CLASSES = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000
LARGEST = 10**18 - 1
"""What can be read: nine digits, and nine more of "tỷ"."""


def written_amount(amount: int) -> str:
    """Write an amount in figures: "1.500.000 đồng"."""
    return f"{amount:,} đồng".replace(",", ".")


def amount_in_words(amount: int) -> str:
    """Write an amount in words, as it begins a line: "Một triệu năm trăm nghìn đồng".

    Raises:
        ValueError: the amount is below zero or above `LARGEST`.
    """
    words = f"{number_in_words(amount)} đồng"
    return words[0].upper() + words[1:]


def number_in_words(number: int) -> str:
    """Read a whole number: 1.005 is "một nghìn không trăm linh năm".

    Raises:
        ValueError: the number is below zero or above `LARGEST`.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, _BILLION)
    said = [*_below_a_billion(billions, follows=False), "tỷ"] if billions else []
    return " ".join([*said, *_below_a_billion(rest, follows=bool(billions))])


def _below_a_billion(number: int, *, follows: bool) -> list[str]:
    """Read up to nine digits class by class; `follows` where something was said before them."""
    said: list[str] = []
    for nth in reversed(range(len(_CLASSES))):
        three_digits = number // 1000**nth % 1000
        if three_digits:
            said += _three_digits(three_digits, whole=follows or bool(said))
            said += filter(None, [_CLASSES[nth]])
    return said


def _three_digits(number: int, *, whole: bool) -> list[str]:
    """Read one class; `whole` says the hundreds also where there are none."""
    hundreds, below = divmod(number, 100)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    return said + _two_digits(below, follows=bool(said))


def _two_digits(number: int, *, follows: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return [*(["linh"] if follows else []), _DIGITS[ones]] if ones else []
    # Ten keeps "một" and "bốn": mười một, mười bốn.
    if tens == 1:
        return ["mười", *([_AFTER_TEN.get(ones, _DIGITS[ones])] if ones else [])]
    return [_DIGITS[tens], "mươi", *([_AFTER_TENS.get(ones, _DIGITS[ones])] if ones else [])]
