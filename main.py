"""Start MLP Lab: its window, or a training run without one. The only file that prints."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.runs import Run
    from core.samples import Dataset

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EXPORTED = "onnx", "script", "course"  # of core.export, which would take long to import
PAPERS = "a4", "letter"  # of gui.report.paper, for the same reason


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command and options.open:
        parser.error(f"--data before {options.command} is for the window")
    match options.command:
        case "train":
            return _train(options)
        case "export":
            return _export(options)
        case "report":
            return _report(options)
    return _open_window(options.open)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python main.py",
        description="Train a multilayer perceptron on handwritten digits and watch it learn. "
        "Without a command the window opens.",
        epilog="Runs, settings and logs are kept in the folder that MLP_LAB_HOME names, "
        ".mlp-lab in your home folder otherwise.",
    )
    parser.add_argument(
        "--data",
        dest="open",
        type=Path,
        metavar="PATH",
        help="a file or folder to open in the window: images with labels, or a model",
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    _add_train(commands)
    _add_export(commands)
    _add_report(commands)
    return parser


def _add_train(commands: "Commands") -> None:
    run = commands.add_parser(
        "train",
        help="train without a window",
        description="Train without a window, show the progress, print the error of each digit "
        "and keep the run in a folder. Ctrl+C ends it and keeps what was learned.",
    )
    run.add_argument(
        "--recipe", default="report", help="the name of a recipe: report, if not given"
    )
    run.add_argument("--seed", type=int, help="for the weights and the order of the images")
    run.add_argument("--data", type=Path, help="a file or folder with images and labels")
    run.add_argument("--out", type=Path, help="the folder to keep the run in")


def _add_export(commands: "Commands") -> None:
    export = commands.add_parser(
        "export",
        help="write a model for other programs",
        description="Write a model as ONNX, as a Python script that needs NumPy alone, or as the "
        "course's nn_parameters.txt.",
    )
    export.add_argument("model", type=Path, help="a model, or the folder of a run")
    export.add_argument("-o", "--out", type=Path, required=True, help="the file to write")
    export.add_argument(
        "--format", choices=EXPORTED, default=EXPORTED[0], help=f"{EXPORTED[0]}, if not given"
    )


def _add_report(commands: "Commands") -> None:
    report = commands.add_parser(
        "report",
        help="write a report of a run, as PDF",
        description="Write a report of a run as PDF, fit to hand in, and beside it a folder with "
        "its figures as SVG and PNG and its tables as CSV and LaTeX. The discussion is the one "
        "that was written in the window.",
    )
    report.add_argument("run", type=Path, help="the folder of a run, or a model")
    report.add_argument("-o", "--out", type=Path, required=True, help="the PDF to write")
    report.add_argument("--name", default="", help="who hands it in")
    report.add_argument("--course", default="", help="the course, or the assignment")
    report.add_argument(
        "--paper", choices=PAPERS, default=PAPERS[0], help=f"{PAPERS[0]}, if not given"
    )


def _open_window(path: Path | None) -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the window knows how to close itself
    from gui import garbage, startup

    garbage.pause()  # until the window has painted and built its plots
    if problem := startup.problem():
        print(problem, file=sys.stderr)
        return 1
    from gui import app

    return app.run(path)


def _train(options: argparse.Namespace) -> int:
    """Train without a window; what can be expected to fail is one sentence and exit code 1."""
    stop = _stop_on_signals()
    from core.dataset import DatasetError
    from core.ranges import ConfigError
    from core.runs import NotKept
    from core.training import Diverged

    try:
        run = _prepare(options)
        try:
            _show_training(run, stop)
        finally:
            run.save()
    except (ConfigError, DatasetError, Diverged, NotKept) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Kept in {run.folder}")
    return 0


def _prepare(options: argparse.Namespace) -> "Run":
    from core.dataset import bundled
    from core.ranges import ConfigError
    from core.recipes import RECIPES
    from core.runs import Run, empty_folder, new_folder

    if options.recipe not in RECIPES:
        raise ConfigError(f"{options.recipe!r} is no recipe; there are {', '.join(RECIPES)}.")
    recipe = RECIPES[options.recipe]
    dataset = _brought(options.data) if options.data else bundled(recipe.dataset)
    run = Run.of(recipe, dataset, options.seed)
    run.folder = empty_folder(options.out) if options.out else new_folder(run)
    run.save()
    return run


def _brought(path: Path) -> "Dataset":
    """Somebody's data; what looks odd is printed. The bundled model tells how the images stand."""
    from core.checkpoint import CheckpointError
    from core.dataset import load_with_remarks
    from core.models import bundled_model

    try:
        reader = bundled_model().network
    except CheckpointError:
        reader = None
    dataset, remarks = load_with_remarks(path, reader)
    print(*remarks, sep="\n", end="\n" if remarks else "")
    return dataset


def _show_training(run: "Run", stop: threading.Event) -> None:
    """Train to the end, or to Ctrl+C, with a line for each evaluation, and print the table."""
    from core import tables
    from core.training import Evaluated

    print(f"{run.recipe}, seed {run.config.seed}: {run.state.network.spec} on {run.dataset.name}")
    for event in run.events(stopped=stop.is_set):
        if isinstance(event, Evaluated):
            print(
                f"iteration {event.iteration:>7,}   training error {event.train.error:.5f}"
                f"   testing error {event.test.error:.5f}   {event.seconds:6.1f} s",
                flush=True,
            )
    if stop.is_set():
        print(f"Stopped at iteration {run.state.iteration:,}.")
    run.evaluate()
    test = run.history.scores[-1].test
    print(tables.as_plain(tables.error_rows(test, run.dataset.class_names)))


def _export(options: argparse.Namespace) -> int:
    """Write a model in another form; what can be expected to fail is a sentence and exit code 1."""
    from core.checkpoint import CheckpointError
    from core.export import EXPORTS, ExportError, write
    from core.models import open_model

    try:
        model = open_model(options.model)
        write(options.out, EXPORTS[options.format], model.network, model.class_names)
    except (CheckpointError, ExportError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Written to {options.out}")
    return 0


def _report(options: argparse.Namespace) -> int:
    """Write a report; what can be expected to fail is a sentence and exit code 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # nothing is shown: it works without a screen
    from gui import startup

    if problem := startup.problem():
        print(problem, file=sys.stderr)
        return 1
    from gui.report import headless
    from gui.report.subject import ReportError

    try:
        said = headless.report(
            options.run, options.out, options.name, options.course, options.paper
        )
    except ReportError as error:
        print(error, file=sys.stderr)
        return 1
    print(said)
    return 0


def _stop_on_signals() -> threading.Event:
    """An event that the first Ctrl+C or SIGTERM sets; a second one ends the program at once."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    return stop


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever read our output has gone, as "| head" does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
