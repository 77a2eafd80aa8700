"""Are the pinned requirements those that pyproject.toml asks for? With --upgrade, pin the newest instead."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINNED = ROOT / "requirements.txt"
_COMPILE = (
    "--quiet --generate-hashes --allow-unsafe --strip-extras --extra=dev --no-header --no-annotate "
    "--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options"
).split()


def compiled(output: Path, *, upgrade: bool) -> str:
    """What pip-compile pins, starting from what is pinned in `output`."""
    options = [*_COMPILE, *(["--upgrade"] if upgrade else [])]
    command = [sys.executable, "-m", "piptools", "compile", *options, f"--output-file={output}", "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own arguments
    return output.read_text()


def main() -> int:
    if "--upgrade" in sys.argv[1:]:
        compiled(PINNED, upgrade=True)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PINNED.name
        shutil.copy(PINNED, copy)
        up_to_date = compiled(copy, upgrade=False) == PINNED.read_text()
    print("Pinned requirements are up to date." if up_to_date else "Run `make lock`: pyproject.toml asks for others.")  # noqa: T201
    return 0 if up_to_date else 1


if __name__ == "__main__":
    sys.exit(main())
