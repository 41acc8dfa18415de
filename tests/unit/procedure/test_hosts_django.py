"""Models of Django go the whole course, each as an application would write it.

Django keeps its settings for a whole process, so these tests run in processes of their own; see
`django_settled`.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from tests.unit.procedure.course import NOBODY, act, asked, course

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused
from communitygov.procedure import Record

ROOT = Path(__file__).resolve().parents[3]


# ------------------------------------------------------------------ Django


def django_settled() -> SimpleNamespace:
    """Set Django up for this process, with a database in memory; return the two models, with one matter."""
    import django  # noqa: PLC0415  must be set up before its models can be imported
    from django.conf import settings  # noqa: PLC0415

    memory = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    settings.configure(DATABASES={"default": memory}, INSTALLED_APPS=[], USE_TZ=True)
    django.setup()
    from django.db import connection, models  # noqa: PLC0415

    class Status(models.TextChoices):
        RAISED = "raised", "已提出"
        SORTING = "sorting", "理事中"
        LISTED = "listed", "待议"
        DELIBERATING = "deliberating", "议事中"
        DECIDED = "decided", "已议定"
        PUBLISHED = "published", "公示中"
        HANDLING = "handling", "办理中"
        AWAITING_RATING = "awaiting_rating", "待评事"
        RATED = "rated", "已评办结"

    class Matter(models.Model):  # noqa: DJ008  what it prints as matters to nobody here
        id = models.CharField(max_length=120, primary_key=True)
        grid = models.CharField(max_length=120)
        state = models.CharField(max_length=30, choices=Status)

        class Meta:
            app_label = "community"

        @property
        def history(self) -> list[Record]:
            return [Record.from_json(content) for content in self.records.values_list("content", flat=True)]

        def keep(self, record: Record) -> None:
            self.records.create(seq=record.seq, content=record.to_json().decode())

    class Entry(models.Model):  # noqa: DJ008
        matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="records")
        seq = models.PositiveIntegerField()
        content = models.TextField()

        class Meta:
            app_label = "community"
            ordering = ("seq",)
            constraints = (models.UniqueConstraint(fields=("matter", "seq"), name="one_after_another"),)

    with connection.schema_editor() as editor:
        editor.create_model(Matter)
        editor.create_model(Entry)
    first, _, _ = course()
    Matter.objects.create(id=first.id, grid=first.grid, state=Status.RAISED).keep(first.history[0])
    return SimpleNamespace(Matter=Matter, Entry=Entry, Status=Status, connection=connection)


def in_django_a_model_goes_the_whole_course() -> None:
    site = django_settled()
    first, attempts, last = course()
    for attempt in attempts:
        matter = site.Matter.objects.get(pk=first.id)
        matter.keep(act(matter, attempt))
        matter.full_clean()
        matter.save(update_fields=["state"])
    matter = site.Matter.objects.get(pk=first.id)
    assert (matter.state, tuple(matter.history)) == (last.state, last.history)


def in_django_a_refusal_leaves_every_field_and_the_database() -> None:
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  needs the settings

    site = django_settled()
    first, attempts, _ = course()
    matter = site.Matter.objects.get(pk=first.id)
    before = {name: value for name, value in vars(matter).items() if name != "_state"}
    bound = five_step().machine().bind(matter)
    for attempt in (attrs.evolve(attempts[0], by=NOBODY), *attempts[1:]):
        with CaptureQueriesContext(site.connection) as queries, pytest.raises(ActionRefused):
            bound.apply(attempt.action, **asked(attempt))
        assert [query["sql"][:6] for query in queries] == ["SELECT"], "one history, read once"
        assert {name: value for name, value in vars(matter).items() if name != "_state"} == before


def in_django_a_state_may_be_a_member_of_choices() -> None:
    site = django_settled()
    first, attempts, _ = course()
    matter = site.Matter(id=first.id, grid=first.grid, state=site.Status.RAISED)
    before = set(vars(matter))
    record = act(matter, attempts[0])
    assert set(vars(matter)) == before, "nothing is added to a model"
    assert (record.source, record.target) == ("raised", "sorting")
    assert type(record.source) is str
    assert matter.state == site.Status.SORTING
    assert matter.get_state_display() == "理事中"


def in_django_two_writers_cannot_both_move_a_row() -> None:
    from django.db import IntegrityError as Refused  # noqa: PLC0415  needs the settings
    from django.db import transaction  # noqa: PLC0415

    site = django_settled()
    first, attempts, _ = course()

    def move(matter: Any) -> int:  # noqa: ANN401  a model that is made in a function
        """Write the state where nobody has moved the row in between; return how many rows that are."""
        before = matter.state
        record = act(matter, attempts[0])
        with transaction.atomic():
            moved = site.Matter.objects.filter(pk=matter.pk, state=before).update(state=matter.state)
            if moved:
                matter.keep(record)
        return moved

    mine, theirs = (site.Matter.objects.get(pk=first.id) for _ in range(2))
    assert move(mine) == 1
    assert theirs.state == "raised", "read before the other one wrote"
    assert move(theirs) == 0
    with pytest.raises(Refused), transaction.atomic():
        mine.keep(mine.history[1])
    assert site.Entry.objects.count() == 2


DJANGO = [each for name, each in dict(globals()).items() if name.startswith("in_django_")]


@pytest.mark.parametrize("story", DJANGO, ids=lambda story: story.__name__)
def test_a_model_of_django_tells_its_story(story: Callable[[], None]) -> None:
    program = f"from tests.unit.procedure.test_hosts_django import {story.__name__} as story; story()"
    told = run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert told.returncode == 0, told.stderr
