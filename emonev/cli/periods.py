"""The option ``--period`` of every command that asks for figures."""

from __future__ import annotations

from emonev.core.period import Period, parse_period
from emonev.errors import WrongCall

HELP = "2025|2025-TW1|2025-08"


def asked_period(text: str, serentak: tuple[str, ...]) -> Period:
    """The period a person wrote; ``serentak`` are months declared waves. Raises WrongCall."""
    try:
        return parse_period(text, serentak)
    except ValueError:
        raise WrongCall(
            f"Periode {text!r} tidak dimengerti.",
            hint="Tulis 2025, 2025-TW1, 2025-TW2-SD, atau 2025-08.",
        ) from None
