"""A child process of the benchmark: how much memory the window gains over 200 epochs, as JSON.

The batch is ten times the report's, so that the epochs pass in a minute; each one is evaluated.
The first epochs, in which caches and buffers find their size, are not counted.
"""

import json
from dataclasses import replace

from gui.app import make_application
from gui.main_window import MainWindow
from gui.status import Status
from tests.benchmarks.loop import spin, wait_until
from tests.benchmarks.process import memory

BATCH = 500  # images
AN_EPOCH = 50_000 // BATCH  # iterations
BEFORE, EPOCHS = 20, 200
LONGEST = 300.0  # seconds


def main() -> None:
    app = make_application("light")
    window = MainWindow()
    window.show()
    session = window.session
    wait_until(lambda: session.is_ready and session.answerer is not None)
    config = replace(
        session.plan.config,
        iterations=AN_EPOCH * (BEFORE + EPOCHS),
        batch_size=BATCH,
        evaluate_every=AN_EPOCH,
    )
    session.change_plan(replace(session.plan, config=config))
    session.train()
    wait_until(lambda: session.iteration >= AN_EPOCH * BEFORE, LONGEST)
    before = memory()
    wait_until(lambda: session.status is Status.READY, LONGEST)
    spin(500)
    found = {"memory gained over 200 epochs": memory() - before}
    app.closeAllWindows()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
