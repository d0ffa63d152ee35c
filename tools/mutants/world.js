// A fresh world with one slip in it, or none: the tests of some files, run in a thread of their own.
// What a script does while it loads is under the slip, too.

import { parentPort, workerData } from "node:worker_threads";
import { declared } from "./collected.js";

const { files, wanted, slip, limit } = workerData;

// Stryker's instrumented scripts look here which slip is on, and count here what they reach.
const state = { activeMutant: slip, hitCount: limit && 0, hitLimit: limit };
globalThis.__stryker__ = state;

/** @param {() => unknown} action */
async function failureOf(action) {
  try {
    await action();
    return "";
  } catch (error) {
    return String(error?.message ?? error).split("\n")[0] || "it failed";
  }
}

/** @returns {AsyncGenerator<{test: string, failure: string, ms: number}>} */
async function* results() {
  for (const { name: file, url } of files) {
    declared.length = 0;
    state.currentTestId = undefined;
    const failure = await failureOf(() => import(url));
    if (failure) yield { test: `${file}: loading`, failure, ms: 0 };
    for (const { name, run } of declared) {
      const test = `${file}: ${name}`;
      if (wanted && !wanted.includes(test)) continue;
      state.currentTestId = test;
      const began = performance.now();
      const failure = await failureOf(run);
      yield { test, failure, ms: performance.now() - began };
    }
  }
}

const seen = [];
for await (const result of results()) {
  seen.push(result);
  if (result.failure && slip) break;
}
parentPort.postMessage({ results: seen, coverage: state.mutantCoverage, hits: state.hitCount });
