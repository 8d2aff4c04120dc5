"""Units and groups by name, former names of units included; new units are made as they appear."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.delegates.records import DelegateGroup, Unit, UnitAlias
from conference.names import tidy
from conference.refusals import N_, Refusal


class UnitMissing(Refusal):
    """Every delegate comes from somewhere."""

    code = "unit_missing"
    sentence = N_("Vui lòng nhập đơn vị công tác; dữ liệu chưa thay đổi.")


class GroupUnknown(Refusal):
    """The conference has no such group."""

    code = "group_unknown"
    sentence = N_("Hội nghị không có thành phần này. Vui lòng chọn lại; dữ liệu chưa thay đổi.")


@dataclass
class Places:
    """All units and groups, for many rows at once."""

    units: dict[str, Unit]
    groups: dict[str, DelegateGroup]
    aliases: dict[str, Unit]

    def unit(self, name: str) -> Unit:
        """Give the unit of this name or former name; a new one is not in the session yet.

        Raises:
            UnitMissing: the name is empty.
        """
        given = tidy(name)
        if not given:
            raise UnitMissing
        known = self.aliases.get(given) or self.units.get(given)
        return known or self.units.setdefault(given, Unit(name=given))

    def group(self, name: str) -> DelegateGroup:
        """Give the group of this name.

        Raises:
            GroupUnknown: there is none.
        """
        group = self.groups.get(tidy(name))
        if group is None:
            raise GroupUnknown
        return group


def all_places(session: Session) -> Places:
    """Read all units and groups."""
    aliases = select(UnitAlias).options(joinedload(UnitAlias.unit))
    return Places(
        units={unit.name: unit for unit in session.scalars(select(Unit))},
        groups={group.name: group for group in session.scalars(select(DelegateGroup))},
        aliases={alias.name: alias.unit for alias in session.scalars(aliases)},
    )


def places_named(session: Session, *, unit: str | None = None, group: str | None = None) -> Places:
    """Read what one row names, and nothing else; nothing is flushed before."""
    places = Places(units={}, groups={}, aliases={})
    with session.no_autoflush:
        if unit is not None:
            _read_unit(session, tidy(unit), places)
        if group is not None:
            named = select(DelegateGroup).where(DelegateGroup.name == tidy(group))
            places.groups = {one.name: one for one in session.scalars(named)}
    return places


def _read_unit(session: Session, name: str, places: Places) -> None:
    aliases = select(UnitAlias).options(joinedload(UnitAlias.unit)).where(UnitAlias.name == name)
    units = select(Unit).where(Unit.name == name)
    places.aliases = {one.name: one.unit for one in session.scalars(aliases)}
    places.units = {one.name: one for one in session.scalars(units)}
