"""A plan as the conference that it becomes."""

from __future__ import annotations

import pytest

from seed.loader import create_conference
from tests.factories import AT, DAY


@pytest.fixture
def load(empty_db):
    """Load a plan into an empty database; gives the database."""

    def load_plan_of(plan, **how):
        asked = {"plan_name": "a-plan", "held_on": DAY, "at": AT, "by": "x"} | how
        empty_db.write(lambda s: create_conference(s, plan, **asked))
        return empty_db

    return load_plan_of
