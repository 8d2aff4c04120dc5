"""The stage's further doors: what stands beside its pages and cues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint

import admin.cue_sheet
import admin.hall_slides
import admin.opening
import admin.remotes
import admin.report
import admin.scripts
from conference.clock import Clock
from conference.database import Database, RunApart
from conference.operators import Who
from conference.remotes import Caller
from kiosk.routes import StationCards
from server.folder import DataFolder
from server.jobs import ChildJobs
from server.pictures import pictures_in_use
from server.rehearsed_times import RehearsedTimes
from stage import (
    backstage,
    clock_choice,
    cue_list,
    guest_programme,
    introductions,
    opening,
    remote,
    screens,
    speaker_timer,
    telling,
)
from stage.backdrops import Backdrops
from stage.clock_choice import ChooseClock
from stage.routes import shown_title_blocks
from stage.screens import ScreensLent


@dataclass(frozen=True)
class StageLent:
    """What the server lends to the stage's doors."""

    who: Callable[[], Who]
    cards: StationCards
    folder: DataFolder
    jobs: ChildJobs
    run_apart: RunApart
    caller: Callable[[], Caller]
    choose_clock: ChooseClock
    screens: ScreensLent
    guest_address: str
    rehearsed: RehearsedTimes


def stage_blueprints(db: Database, clock: Clock, lent: StageLent) -> list[Blueprint]:
    """Make the stage's further routes."""
    named = lent.screens
    backdrops = Backdrops(
        lent.folder.pictures,
        lent.run_apart,
        lambda: pictures_in_use(lent.folder, db, lent.run_apart),
    )
    return [
        screens.create_blueprint(db, clock, who=lent.who, lent=named),
        telling.create_blueprint(db, clock, backdrops, who=lent.who, here=named.here),
        clock_choice.create_blueprint(lent.choose_clock, who=lent.who),
        remote.create_blueprint(db, clock, caller=lent.caller),
        admin.remotes.create_blueprint(db, clock, who=lent.who),
        admin.scripts.create_blueprint(db, clock, who=lent.who, jobs=lent.jobs),
        introductions.create_blueprint(db, clock, who=lent.who),
        opening.create_blueprint(db, clock, who=lent.who),
        admin.opening.create_blueprint(db, clock, who=lent.who),
        cue_list.create_blueprint(db, clock, who=lent.who),
        admin.cue_sheet.create_blueprint(db, clock, who=lent.who),
        admin.hall_slides.create_blueprint(clock, jobs=lent.jobs),
        admin.report.create_blueprint(
            db, clock, who=lent.who, jobs=lent.jobs, take=lent.rehearsed.take
        ),
        backstage.create_blueprint(),
        speaker_timer.create_blueprint(),
        guest_programme.create_blueprint(
            db,
            title_blocks=lambda: shown_title_blocks(db),
            guest_address=lent.guest_address,
        ),
    ]
