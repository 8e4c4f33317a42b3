"""What is started and timed? Splitline as its users start it, and the barest program of its kind.

The bare programs are sources for `python -c`, so that they run in the very environment that this
Splitline runs in. Each prints the instant of its event on the system's clock since boot (ns), then
what the process has used. Splitline prints the same by `--quit-after`.
"""

import sys

_CLOCKS = {
    "linux": "time.clock_gettime_ns(time.CLOCK_BOOTTIME)",
    "darwin": "time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)",
}
CLOCK = _CLOCKS.get(sys.platform, "time.perf_counter_ns()")
"""The clock of app.engine.clocks, read without the cost of importing it."""

_COSTS = """
import json
import time
used = {"cpu_s": time.process_time()}
try:
    with open("/proc/self/status", encoding="ascii") as status:
        used["peak_kb"] = [int(line.split()[1]) for line in status if line.startswith("VmHWM")][0]
except (OSError, IndexError):
    pass
print(json.dumps(used))
"""

_BARE_WINDOW = """
import sys
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    painted = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.tell)

    def tell(self):
        self.at_ns = CLOCK
        application.exit(0)

application = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
print('{"at_ns": %d}' % window.at_ns)
"""

_BARE_CHART = """
import sys
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import pyqtgraph

class Window(pyqtgraph.PlotWidget):
    painted = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.tell)

    def tell(self):
        self.at_ns = CLOCK
        application.exit(0)

application = QApplication(sys.argv[:1])
window = Window()
for gap in (-1, 0, 1):
    window.plot([0, 400, 800, 1200, 1600], [0, gap, gap, 2 * gap, 3 * gap])
window.resize(1366, 768)
window.show()
application.exec()
print('{"at_ns": %d}' % window.at_ns)
"""

_SPLITLINE = """
from ui.main import main
main(["--quit-after=UNTIL"])
"""


def bare_window() -> str:
    """Return a program that shows an empty main window and tells when it has been painted."""
    return _BARE_WINDOW.replace("CLOCK", CLOCK) + _COSTS


def bare_chart() -> str:
    """Return a program that shows three lines of pyqtgraph and tells when they are painted."""
    return _BARE_CHART.replace("CLOCK", CLOCK) + _COSTS


def splitline(until: str) -> str:
    """Return a program that starts Splitline and quits after `first-paint` or `ready`."""
    return _SPLITLINE.replace("UNTIL", until) + _COSTS
