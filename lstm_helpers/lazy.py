"""A room's index whose names are loaded on first use."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["on_first_use"]


class _Index(ModuleType):
    """A package that offers names of its modules, and loads a module when it is asked for one."""

    _where: Mapping[str, str]

    def __getattr__(self, name: str) -> Any:
        if name not in self._where:
            raise AttributeError(f"module {self.__name__!r} has no {name!r}")
        value = getattr(import_module(f"{self.__name__}.{self._where[name]}"), name)
        setattr(self, name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        # Python hands a package each of its modules that was loaded. Where something that is
        # offered goes by the name of a module, as `check` does, it is not covered up by it.
        if not (isinstance(value, ModuleType) and name in self._where):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return list(self.__all__)


def on_first_use(package: str, names: Mapping[str, str]) -> None:
    """Let a package load what it offers when somebody uses it, as PEP 562 has it.

    Type checkers read the package's imports for them, which stand under `TYPE_CHECKING`.

    Parameters
    ----------
    package
        The package's `__name__`.
    names
        By a module of the package, the names that it offers, with a space between them.

    Examples
    --------
    >>> import lstm_helpers.charts
    >>> "Chart" in dir(lstm_helpers.charts)
    True
    """
    index = sys.modules[package]
    where = {name: module for module, offered in names.items() for name in offered.split()}
    index.__dict__["_where"] = where
    index.__class__ = _Index
