"""The table of the hall's plan."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base


class HallPlan(Base):
    """The hall's plan as plain values (`hall_from`, `plain`); one row."""

    __tablename__ = "hall_plan"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    plan: Mapped[dict[str, Any]]
