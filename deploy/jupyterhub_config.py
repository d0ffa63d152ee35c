"""A class on one machine: every student gets the lessons, a server and kernels of their own.

    make hub                                       (or by hand, from the project's folder:)
    python -m jupyterhub -f deploy/jupyterhub_config.py

The machine's name in a browser, and the students are in. README.md beside this file says how big
the machine must be, who may come in, and what to take when this is too small or not safe enough.
What a teacher may want to change is set by variables of the environment:

    LSTM_CLASS_PASSWORD   the class's password, 8 characters or more: everybody logs in with it,
                          under a name of their own. Nobody gets in without one.
    LSTM_HUB_URL          where to listen, such as http://0.0.0.0:8000; else this machine alone
    LSTM_HUB_FOLDER       where the students' work and the hub's own files are; ~/lstm-class
"""

import asyncio
import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - whoever reads a config file brings this

DEPLOY = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("LSTM_HUB_FOLDER") or Path.home() / "lstm-class").resolve()
FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
STUDENT_MIB = 160  # a server and one kernel, measured by `make bench-class`
SPARE_MIB = 1024  # for the system, the hub and its proxy

# --- Where it listens -----------------------------------------------------------------------------
# Passwords must not travel in the open: before it listens to more than this machine, give it a
# certificate (c.JupyterHub.ssl_key and ssl_cert), or put it behind a server that has one.
c.JupyterHub.bind_url = os.environ.get("LSTM_HUB_URL", "http://127.0.0.1:8000")
c.JupyterHub.hub_port = int(os.environ.get("LSTM_HUB_PORT", "8081"))  # for the students' servers
c.JupyterHub.db_url = f"sqlite:///{FOLDER / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(FOLDER / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(FOLDER / "proxy.pid")
c.ConfigurableHTTPProxy.api_url = os.environ.get("LSTM_PROXY_API", "http://127.0.0.1:8001")
c.ConfigurableHTTPProxy.command = [
    str(DEPLOY / "node_modules" / ".bin" / "configurable-http-proxy"),
]

# --- Who may come in ------------------------------------------------------------------------------
# One password for the class is right for an afternoon among people who trust each other: whoever
# knows it can log in under anybody's name. For a term, let each make a password of their own
# ("native", of jupyterhub-nativeauthenticator), or take the school's accounts (oauthenticator,
# ldapauthenticator), and drop `allow_all` where not everybody with an account belongs to the class.
c.JupyterHub.authenticator_class = "shared-password"
PASSWORD = os.environ.get("LSTM_CLASS_PASSWORD", "")
if len(PASSWORD) < 8:
    sys.exit(
        f"LSTM_CLASS_PASSWORD has {len(PASSWORD)} characters; expected 8 or more, "
        'as in: LSTM_CLASS_PASSWORD="eight or more" make hub'
    )
c.SharedPasswordAuthenticator.user_password = PASSWORD
c.Authenticator.allow_all = True
c.Authenticator.username_pattern = r"[a-z][a-z0-9_-]{0,31}"  # a folder is named after it

# --- What each student gets -----------------------------------------------------------------------
# All servers run as the one who started the hub, so no student needs an account on the machine. It
# also means that a student who tries can read the others' files: for marked work, take The Littlest
# JupyterHub, which gives everybody an account (README.md).
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(FOLDER / "homes" / "{username}")
c.Spawner.notebook_dir = "~"
c.Spawner.default_url = "/lab/tree/lessons/00_start_here.ipynb"
# The server without rfc3987_syntax, which nothing here needs and which takes 16 MiB each.
c.Spawner.cmd = [
    *(sys.executable, "-P", "-c"),  # -P: no file of the student's is taken for a module
    "import sys; sys.modules['rfc3987_syntax'] = None; "
    "from jupyterhub.singleuser import main; main()",
]
if os.geteuid() == 0:  # a container may know no other user; on a machine, take an ordinary one
    c.Spawner.args = ["--allow-root"]
c.Spawner.environment = {
    # jupyter_server_config.py, which also brings the lessons and signs them.
    "JUPYTER_CONFIG_PATH": str(DEPLOY / "student"),
    "JUPYTER_PATH": str(DEPLOY / "student"),  # kernels/python3
    "MALLOC_ARENA_MAX": "2",  # memory is given back instead of kept for threads that sleep
    "OPENBLAS_NUM_THREADS": "1",  # the cores are for other students, not for one matrix
    "OMP_NUM_THREADS": "1",
}
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV"]

# --- Thirty at once -------------------------------------------------------------------------------
# Two servers for each core start together; the others wait their turn on the page with
# the progress bar. (JupyterHub's own limit would send them away with an error instead.)
c.JupyterHub.concurrent_spawn_limit = 0
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 120
MEMORY_MIB = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
c.JupyterHub.active_server_limit = max(1, (MEMORY_MIB - SPARE_MIB) // STUDENT_MIB)
turns = asyncio.Semaphore(2 * (os.cpu_count() or 1))


async def wait_for_turn(spawner):
    """Wait until it is a student's turn to start."""
    await turns.acquire()
    starting.add(task := asyncio.create_task(_give_turn_back(spawner)))
    task.add_done_callback(starting.discard)


async def _give_turn_back(spawner):
    while spawner.pending == "spawn":
        await asyncio.sleep(0.2)
    turns.release()


starting = set()  # asyncio itself does not hold on to a task
c.Spawner.pre_spawn_hook = wait_for_turn

# --- When they have gone --------------------------------------------------------------------------
# A server that nobody has used for an hour is stopped; files stay. Kernels without a page go
# sooner: student/jupyter_server_config.py.
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    }
]
