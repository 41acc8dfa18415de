"""How an action item stands on a day: what `communitygov.meeting.resolution.action_item` answers."""

from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import day, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.errors import Language, Words
from communitygov.meeting.resolution.action_entry import ActionStatus


@attrs.frozen(kw_only=True)
class ActionStanding(Value):
    """How an item stands on a day.

    Examples
    --------
    >>> standing = ActionStanding(
    ...     item="A-1", on=date(2023, 5, 20), status=ActionStatus.OPEN, owner="w-07", due_on=date(2023, 5, 29)
    ... )
    >>> standing.days_left, standing.text("zh")
    (9, 'A-1（w-07）：办理中，2023-05-29 到期')
    """

    document_kind: ClassVar[str] = "action-standing"
    item: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    status: ActionStatus = attrs.field(validator=one_of(ActionStatus))
    owner: str | None = attrs.field(validator=optional(identifier))
    due_on: date = attrs.field(validator=day)

    @property
    def days_left(self) -> int:
        """Days until it is due; below 0 once that day is over."""
        return (self.due_on - self.on).days

    @property
    def words(self) -> Words:
        """The item, its owner, how it stands and when it is due."""
        zh, en = (self.owner, self.owner) if self.owner else ("无责任人", "nobody")
        return Words(
            f"{self.item}（{zh}）：{self.status.zh}，{self.due_on} 到期",
            f"{self.item} ({en}): {self.status.en}, due on {self.due_on}",
        )

    def text(self, language: Language = "en") -> str:
        """Say it in `language`."""
        return self.words.say(language)
