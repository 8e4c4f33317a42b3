"""What is in the middle of the window? The part that comes after the first paint."""

from typing import NamedTuple

from app.language import language
from ui.viewstate.graph import Graph, Still, moving_graph, static_key, still_graph
from ui.viewstate.lights import Oval, oval
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.table import Table, TableMaker


class Body(NamedTuple):
    """Graph, table and track at one instant."""

    graph: Graph
    table: Table
    oval: Oval


class BodyMaker:
    """Makes the body of every frame; keeps what of graph and table does not move."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._key: object = None
        self._still: Still | None = None
        self._tables = TableMaker()

    def body(self, snapshot: Snapshot, graph: str) -> Body:
        """Return the body with the graph called `graph`."""
        key = (static_key(snapshot), graph, language())
        if self._still is None or key != self._key:
            self._key, self._still = key, still_graph(snapshot, graph)
        return Body(
            Graph(self._still, moving_graph(snapshot, graph)),
            self._tables.table(snapshot),
            oval(snapshot),
        )
