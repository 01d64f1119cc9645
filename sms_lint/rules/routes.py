"""The route of keys that leads to the place of a finding, for comparing findings of two versions."""

from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text import places

EntryRoute = tuple[str, ...]


class Routes:
    """The route of keys that leads to a place, without the numbers of items: these change where a list grows."""

    def __init__(self) -> None:
        """Know no file yet; each is looked at once."""
        self._of_file: dict[int, tuple[SourceFile, list[tuple[int, int, EntryRoute]]]] = {}

    def of(self, at: Location) -> EntryRoute:
        """The route to the smallest value or key that holds a place; none in tables and in prose."""
        if not at.file.text or not at.path.endswith((".yml", ".yaml", ".md")):
            return ()
        around = [
            (end - start, route)
            for start, end, route in self._all(at.file)
            if start <= at.start and at.end <= end
        ]
        return min(around, default=(0, ()))[1]

    def _all(self, file: SourceFile) -> list[tuple[int, int, EntryRoute]]:
        if id(file) not in self._of_file:
            spans = [
                (min(place.key_start, place.start) if place.key_start != place.key_end else place.start, place.end,
                 tuple(key for key in route if isinstance(key, str)))
                for route, place in places(file).items()
            ]  # fmt: skip
            self._of_file[id(file)] = file, spans
        return self._of_file[id(file)][1]
