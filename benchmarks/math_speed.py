"""How fast `run` is, beside PyTorch's and Keras's LSTM and beside the matrix products alone.

``python -m benchmarks.math_speed`` prints ratios, all sides measured in turn in one run: with one
thread each, then with all. PyTorch and Keras are left out where they are not installed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from statistics import median

import numpy as np

from benchmarks.report import Row, section
from lstm_helpers import STANDARD, Weights, run
from lstm_helpers.frameworks import keras_available, quiet_tensorflow, torch_available

__all__ = ["CASES", "Case", "Timing", "measure", "measure_apart", "rows"]

# One thread for every library that counts them, or as many as the machine has.
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

# Some machines are told to use another processor's kernels; OpenBLAS shall choose its own.
_LEFT_TO_OPENBLAS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")

SECONDS_A_SAMPLE = 0.02
SAMPLES = 9


@dataclass(frozen=True)
class Case:
    """The shapes of one measurement; `scalar` is the lessons' cell of plain numbers."""

    batch: int
    time: int
    features: int
    units: int
    dtype: str
    scalar: bool = False

    def __str__(self) -> str:
        if self.scalar:
            return f"{self.time} scalar steps"
        return f"({self.batch}, {self.time}, {self.features}, {self.units}) {self.dtype}"


CASES = (
    Case(1, 3, 1, 1, "float64", scalar=True),
    Case(1, 3, 1, 1, "float64"),
    *(
        Case(*shape, dtype)
        for shape in ((32, 100, 32, 64), (8, 1000, 16, 128))
        for dtype in ("float32", "float64")
    ),
)


@dataclass(frozen=True)
class Timing:
    """Median seconds of one case, by who took them: ours, torch, keras, floor."""

    case: Case
    threads: int
    seconds: dict[str, float]

    def ratio(self, other: str) -> float | None:
        """How many times as long as `other` ours takes; None where it was not measured."""
        return self.seconds["ours"] / self.seconds[other] if other in self.seconds else None

    @property
    def meets_goal(self) -> bool | None:
        """Whether ours is fast enough beside PyTorch: a third of its time in the scalar cell."""
        ratio = self.ratio("torch")
        limit = 1 / 3 if self.case.scalar else 3
        return None if ratio is None else ratio <= limit


def measure(threads: int, cases: Iterable[Case] = CASES) -> list[Timing]:
    """Measure in this process, which must have been started with so many threads."""
    return [_measure(case, threads) for case in cases]


def measure_apart(threads: int) -> list[Timing]:
    """Measure in a process of its own, so that every library starts with so many threads."""
    environment = {k: v for k, v in os.environ.items() if k not in _LEFT_TO_OPENBLAS}
    environment |= dict.fromkeys(_THREAD_VARIABLES, str(threads))
    command = [sys.executable, "-m", "benchmarks.math_speed", "--json", f"--threads={threads}"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [
        Timing(**timing | {"case": Case(**timing["case"])}) for timing in json.loads(done.stdout)
    ]


def _measure(case: Case, threads: int) -> Timing:
    rng = np.random.default_rng(0)
    features, units = case.features, case.units
    shapes = ((features, 4 * units), (units, 4 * units), (4 * units,))
    arrays = [rng.normal(size=shape).astype(case.dtype) / 10 for shape in shapes]
    inputs = rng.normal(size=(case.batch, case.time, features)).astype(case.dtype)

    sides: dict[str, Callable[[], np.ndarray]] = {"ours": _ours(case, arrays, inputs)}
    if torch_available():
        sides["torch"] = _torch(case, arrays, inputs, threads)
    if keras_available():
        sides["keras"] = _keras(case, arrays, inputs, threads)
    _require_equal(case, sides)
    return Timing(case, threads, _in_turn({**sides, "floor": _floor(case, arrays, inputs)}))


def _ours(case: Case, arrays: list[np.ndarray], inputs: np.ndarray) -> Callable[[], np.ndarray]:
    weights = Weights.from_keras(*arrays)
    if not case.scalar:
        return lambda: run(weights, inputs, activations=STANDARD).sequence_out
    weights, numbers = weights.as_scalars(), inputs.ravel().tolist()

    def scalar_run() -> np.ndarray:
        trace = run(weights, numbers, activations=STANDARD)
        return np.array([[[s.h] for s in trace]])

    return scalar_run


def _torch(
    case: Case, arrays: list[np.ndarray], inputs: np.ndarray, threads: int
) -> Callable[[], np.ndarray]:
    """PyTorch's LSTM, told not to prepare for gradients, which is its fastest."""
    import torch

    torch.set_num_threads(threads)
    layer = torch.nn.LSTM(
        case.features, case.units, batch_first=True, dtype=getattr(torch, case.dtype)
    )
    with torch.no_grad():
        weights = Weights.from_keras(*arrays).to_torch()
        for parameter, array in zip(layer.parameters(), weights, strict=True):
            parameter.copy_(torch.from_numpy(array))
    tensor = torch.from_numpy(inputs)

    def torch_run() -> np.ndarray:
        with torch.inference_mode():
            return layer(tensor)[0].numpy()

    return torch_run


def _keras(
    case: Case, arrays: list[np.ndarray], inputs: np.ndarray, threads: int
) -> Callable[[], np.ndarray]:
    """Keras's LSTM, compiled into one function, which is its fastest."""
    quiet_tensorflow()
    import keras
    import tensorflow

    if not getattr(_keras, "has_threads", False):  # may be said once, before the first use
        tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
        tensorflow.config.threading.set_inter_op_parallelism_threads(threads)
        _keras.has_threads = True  # type: ignore[attr-defined]
    layer = keras.layers.LSTM(case.units, return_sequences=True, dtype=case.dtype)
    layer.build(inputs.shape)
    layer.set_weights(arrays)
    compiled, tensor = tensorflow.function(layer), tensorflow.constant(inputs)
    return lambda: compiled(tensor).numpy()


def _floor(case: Case, arrays: list[np.ndarray], inputs: np.ndarray) -> Callable[[], object]:
    """Do the matrix products and nothing else: all inputs at once, then h at every step."""
    kernel, recurrent_kernel, _ = arrays
    rows = inputs.reshape(-1, case.features)
    h = np.zeros((case.batch, case.units), case.dtype)
    out = np.empty((case.batch, 4 * case.units), case.dtype)

    def products() -> None:
        np.matmul(rows, kernel)
        for _ in range(case.time):
            np.matmul(h, recurrent_kernel, out=out)

    return products


def _require_equal(case: Case, sides: dict[str, Callable[[], np.ndarray]]) -> None:
    """Refuse to compare the times of different answers."""
    precision = 1000 * np.finfo(case.dtype).eps
    answers = {name: side() for name, side in sides.items()}
    for name, answer in answers.items():
        if not np.allclose(answer, answers["ours"], rtol=0, atol=precision):
            raise AssertionError(f"{name} and ours differ in {case}; there is nothing to compare.")


def _in_turn(sides: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Take a sample of each side in turn, so that a busy moment of the machine hits them all."""
    repeats = {name: _repeats(side) for name, side in sides.items()}
    samples: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(SAMPLES):
        for name, side in sides.items():
            samples[name].append(_seconds(side, repeats[name]))
    return {name: median(taken) for name, taken in samples.items()}


def _repeats(side: Callable[[], object]) -> int:
    """How often to call it, so that a sample is long enough for the clock."""
    side()
    return max(1, round(SECONDS_A_SAMPLE / _seconds(side, 1)))


def _seconds(side: Callable[[], object], repeats: int) -> float:
    start = time.perf_counter()
    for _ in range(repeats):
        side()
    return (time.perf_counter() - start) / repeats


def rows() -> list[Row]:
    """Measure with one thread and with all, and say how we compare."""
    timings = [t for threads in (1, os.cpu_count() or 1) for t in measure_apart(threads)]
    return [_row(timing) for timing in timings]


_CALLED = {"torch": "PyTorch", "keras": "Keras", "floor": "the matrix products alone"}


def _row(timing: Timing) -> Row:
    threads = "1 thread" if timing.threads == 1 else f"{timing.threads} threads"
    compared = [
        f"{timing.ratio(other):.2f} × {name}"
        for other, name in _CALLED.items()
        if other in timing.seconds
    ]
    if timing.meets_goal is False:
        compared.append("**goal missed**")
    milliseconds = f"{1000 * timing.seconds['ours']:.3f} ms"
    return Row(f"run: {timing.case}, {threads}", milliseconds, ", ".join(compared))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="How fast run() is, side by side")
    parser.add_argument("--threads", type=int, default=1, help="so many threads, for --json")
    parser.add_argument("--json", action="store_true", help="measure here, for a program to read")
    options = parser.parse_args()
    if options.json:
        print(json.dumps([asdict(timing) for timing in measure(options.threads)]))
    else:
        section("The math", rows(), print)


if __name__ == "__main__":
    main()
