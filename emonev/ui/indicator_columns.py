"""Column titles of a table of figures: a prevalence counts cases, a service its coverage."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.indicators.registry import registry


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """How the share and its two parts are headed."""

    value: str
    cases: str
    measured: str

    @property
    def numbers(self) -> tuple[str, str, str]:
        """All three, aligned right."""
        return self.cases, self.measured, self.value


OF_CHILDREN = FigureColumns("Prevalensi", "Kasus", "Diukur")
OF_SERVICES = FigureColumns("Persentase", "Jumlah", "Dari")


def table_columns(indicator: str) -> FigureColumns:
    """The titles for an indicator; also one that users named themselves."""
    known = registry()
    return OF_CHILDREN if indicator in known and known[indicator].is_prevalence else OF_SERVICES
