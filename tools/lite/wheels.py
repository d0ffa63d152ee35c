"""Make wheels small and quick to start: leave out what no lesson needs, and compile the rest."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tools.lite.downloads import CannotFetch, Wheel

COMPILER = Path(__file__).parent / "static" / "compile.mjs"

# What no lesson needs, by package: a file goes when its path in the wheel matches.
EVERYWHERE = r"(^|/)tests?/|\.pyi$|/py\.typed$|\.(c|h|pxd|pyx|a|lib)$"
LEFT_OUT = {
    "numpy": r"numpy/(f2py|_pyinstaller|distutils)/|/include/",
    "matplotlib": r"mpl-data/(sample_data|fonts/(afm|pdfcorefonts)|images)/"
    r"|ttf/(STIX|DejaVuSerif|cm|DejaVuSansMono-)"
    r"|backends/(_?backend_(gtk|qt|tk|wx|macosx|webagg|nbagg|pgf|ps|cairo)|_tkagg|qt_|web_)"
    r"|matplotlib/testing/|mpl-data/stylelib/seaborn",
    "pillow": r"PIL/(_imagingcms|_webp|_avif|_imagingtk|_imagingft)",
    "pygments": r"pygments/(lexers/(?!__init__|_mapping|python)"
    r"|formatters/(?!__init__|_mapping|html|terminal|latex)"
    r"|styles/(?!__init__|_mapping|default|monokai))",
    "ipywidgets": r"ipywidgets/.*\.(js|css)$",
    "prompt-toolkit": r"prompt_toolkit/contrib/",
    "ipython": r"IPython/sphinxext/",
    "anywidget": r"anywidget-[^/]*\.data/|anywidget/nbextension/",
}
# What a package is changed in. The kernel asks for completions by jedi, which takes long to start
# and weighs a lot; IPython's own are asked for instead.
CHANGED = {
    "pyodide-kernel": ("pyodide_kernel/interpreter.py", "use_jedi = True", "use_jedi = False"),
}
# A learner reads our sources, and Python shows their lines.
WITH_SOURCES = ("lstm-helpers",)
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def unpack(wheel: Wheel, folder: Path) -> Path:
    """Unpack what the lessons need of a wheel."""
    root = folder / wheel.name
    left_out = re.compile(f"{EVERYWHERE}|{LEFT_OUT.get(wheel.name, '(?!)')}")
    with ZipFile(wheel.path) as archive:
        kept = [name for name in archive.namelist() if not left_out.search(name)]
        archive.extractall(root, kept)
    if wheel.name in CHANGED:
        _change(root, *CHANGED[wheel.name])
    return root


def _change(root: Path, name: str, before: str, after: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    if text.count(before) != 1:
        raise CannotFetch(f"{name} has {text.count(before)} times {before!r}; expected it once.")
    path.write_text(text.replace(before, after), encoding="utf-8")


def compile_all(folder: Path, pyodide: Path) -> None:
    """Compile every module below a folder by the page's own Python, run by Node.js.

    A module's source is left out then, but for those that a learner reads.
    """
    if shutil.which("node") is None:
        raise CannotFetch("node is missing: the page's Python is run by it here. Install Node.js.")
    command = ["node", str(COMPILER), str(pyodide), str(folder), *WITH_SOURCES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotFetch(f"the page's Python could not compile:\n{done.stdout}{done.stderr}")


def pack(root: Path, path: Path) -> None:
    """Pack a folder as a wheel, the same bytes each time."""
    files = sorted(each for each in root.rglob("*") if each.is_file())
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            entry = ZipInfo(file.relative_to(root).as_posix(), LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


def stub(name: str, version: str, folder: Path) -> Path:
    """Unpack a package without anything in it: who asks for it by name is told that it is there."""
    root = folder / name
    info = root / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (info / "WHEEL").write_text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    (info / "RECORD").write_text("")
    return root


def named(paths: Iterable[Path]) -> list[Wheel]:
    """Say which package each wheel is, by what it says of itself."""
    wheels = []
    for path in paths:
        with ZipFile(path) as archive:
            (metadata,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
            said = Parser().parsestr(archive.read(metadata).decode())
        wheels.append(Wheel(re.sub(r"[-_.]+", "-", said["Name"]).lower(), said["Version"], path))
    return wheels
