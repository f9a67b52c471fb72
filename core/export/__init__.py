"""The forms in which a network leaves this program.

To add one: write a module with an Export in it and add it to EXPORTS. The window and the
command line read that table.
"""

from pathlib import Path

from core import checkpoint, files
from core.export import course, onnx, script
from core.export.export import Export, ExportError
from core.network import Network

__all__ = ["EXPORTS", "Export", "ExportError", "write"]

EXPORTS = {"onnx": onnx.EXPORT, "script": script.EXPORT, "course": course.EXPORT}


def write(path: Path, export: Export, network: Network, class_names: tuple[str, ...]) -> None:
    """Write a network to a file; raises ExportError, and then path is as it was."""
    if checkpoint.looks_like(path):
        raise ExportError(
            f"{path} is a model of MLP Lab, which holds more than an export. Choose another name."
        )
    content = export.encode(network, class_names)
    try:
        files.write(path, content)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}. Make room there or choose "
            "another place."
        ) from error
