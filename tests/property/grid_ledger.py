"""Grids kept in plain dictionaries, changed by hand: what reorganised holdings are compared with.

It shares no code with the library: it follows the words of a change, dwelling by dwelling.
"""

from collections import Counter

from communitygov.grid.reorganisation import Change, Closed, Holdings, Merge, Move, Opened, Rename, Split


class Ledger:
    """Who lies under whom, and what lies where."""

    def __init__(self, held: Holdings) -> None:
        assert held.residency is not None
        assert held.roster is not None
        self.parent = {row[0]: row[1] for row in held.grid.rows}
        self.level = {row[0]: row[2] for row in held.grid.rows}
        self.name = {row[0]: row[3] for row in held.grid.rows}
        self.dwellings = {each.id: each.grid for each in held.residency.dwellings}
        self.people = [(each.person, each.dwelling) for each in held.residency.tenures]
        self.matters = {each.id: each.grid for each in held.matters}
        self.about = {each.id: each.dwelling for each in held.matters}
        self.services = {
            (each.worker, each.duty, each.matters, each.grid)
            for each in held.roster.postings
            if each.until is None
        }

    def way(self, code: str) -> list[str]:
        """Return the codes from a grid up to its root."""
        found = [code]
        while (above := self.parent[found[-1]]) is not None:
            found.append(above)
        return found

    def apply(self, change: Change) -> None:
        """Do what a change says."""
        match change:
            case Merge():
                self.merge(change)
            case Split():
                self.split(change)
            case Move():
                self.move(change)
            case Rename():
                self.name[change.code] = change.name
            case Opened():
                self.add(change.code, change.parent, change.level, change.name)
            case Closed():
                self.drop(change.code)

    def add(self, code: str, parent: str | None, level: str, name: str) -> None:
        self.parent[code], self.level[code], self.name[code] = parent, level, name

    def drop(self, code: str) -> None:
        for column in (self.parent, self.level, self.name):
            del column[code]

    def replace(self, old: str, new: str) -> None:
        for column in (self.parent, self.dwellings, self.matters):
            for key, code in column.items():
                if code == old:
                    column[key] = new
        self.services = {
            (worker, duty, matters, new if grid == old else grid)
            for worker, duty, matters, grid in self.services
        }
        self.drop(old)

    def merge(self, change: Merge) -> None:
        first = min(change.codes)
        self.add(change.into, self.parent[first], self.level[first], change.name)
        for code in change.codes:
            self.replace(code, change.into)

    def move(self, change: Move) -> None:
        self.parent[change.code] = change.to
        for matter, grid in self.matters.items():
            home = self.dwellings.get(self.about[matter] or "", grid)
            way = self.way(home)
            if grid not in way:
                alike = [code for code in way if self.level[code] == self.level[grid]]
                self.matters[matter] = [*alike, home][0]

    def split(self, change: Split) -> None:
        for part in change.parts:
            self.add(part.code, self.parent[change.code], self.level[change.code], part.name)
            for code in part.grids:
                self.parent[code] = part.code
            for dwelling in part.dwellings:
                self.dwellings[dwelling] = part.code
        codes = {part.code for part in change.parts}
        for matter, grid in self.matters.items():
            if grid == change.code and self.about[matter] is not None:
                home = self.dwellings[self.about[matter] or ""]
                self.matters[matter] = next(code for code in self.way(home) if code in codes)
        assert change.rest is not None
        self.replace(change.code, change.rest)

    def rows(self) -> list[tuple[str, str | None, str, str]]:
        return sorted((code, self.parent[code], self.level[code], self.name[code]) for code in self.parent)

    def count(self, code: str) -> tuple[int, int, int, int]:
        """Count grids, dwellings, people and matters in and under a grid, one by one."""
        inside = {each for each in self.parent if code in self.way(each)}
        homes: Counter[str] = Counter(self.dwellings.values())
        handled: Counter[str] = Counter(self.matters.values())
        return (
            len(inside),
            sum(homes[each] for each in inside),
            sum(self.dwellings[dwelling] in inside for _, dwelling in self.people),
            sum(handled[each] for each in inside),
        )
