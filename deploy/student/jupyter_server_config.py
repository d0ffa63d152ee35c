"""A student's server on a shared machine: the lessons, and no more memory than they need.

deploy/jupyterhub_config.py points here. On another hub put this file where `jupyter --paths` looks
for configuration, such as /etc/jupyter. Every student's server reads it when it starts, as that
student.
"""

import resource
from pathlib import Path

from lstm_helpers.lessons import Lessons

c = get_config()  # noqa: F821 - whoever reads a config file brings this

# The lessons that are missing come into ~/lessons, newer ones take the place of those that nobody
# has touched, and what a student has changed stays as it is. They are signed: their pictures show.
Lessons(Path.home() / "lessons").trust()

# What no lesson needs, and what each of thirty servers would keep in memory.
c.ServerApp.jpserver_extensions = {
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "notebook": False,
}
c.ServerApp.terminals_enabled = False

# Extensions are the admin's business. (The lessons' package turns off questions about news.)
c.LabApp.extension_manager = "readonly"

# A kernel whose page was closed half an hour ago goes; what was typed is in the file.
c.MappingKernelManager.cull_idle_timeout = 30 * 60
c.MappingKernelManager.cull_interval = 60

# A loop that never ends must not take the whole machine: the server and each kernel get at most
# this much memory, and then Python says MemoryError. (TensorFlow, where there is one, takes 0.7.)
MOST = 2 * 2**30
resource.setrlimit(resource.RLIMIT_DATA, (MOST, MOST))
