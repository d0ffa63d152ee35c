// Slips in the page's half, made by Stryker and tried by our node tests; scripts.py says which.
//
//   node scripts.js '{"root": "…", "files": ["…"], "only": [number, …], "workers": 1}'
//
// Without "only" it lists the slips there are; with it, it tries those. A line of JSON for each.
// Stryker puts all slips of a script into one text, each behind a switch; a slip is then tried in a
// fresh thread in a tenth of a second, where a `node --test` takes five.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { Instrumenter } from "@stryker-mutator/instrumenter";

// Times as much as without the slip: then it is in an endless loop. Most of those are told by how often
// they come by a slip, the same on every machine; a loop without any, by its time.
const HITS_AT_MOST = 100;
const TIMES_AT_MOST = 20;
const START_MS = 15_000; // a fresh thread on a busy machine
const WORLD = new URL("./world.js", import.meta.url);
const STANDS_IN = new URL("./collected.js", import.meta.url).href;
const SILENT = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false };
const OPTIONS = { plugins: null, excludedMutations: [], ignorers: [] };

const told = JSON.parse(process.argv[2]);
const say = (record) => process.stdout.write(`${JSON.stringify(record)}\n`);

/** The scripts with all slips in them, and the slips. */
async function instrumented({ root, files }) {
  const sources = files.map((name) => ({
    name,
    content: readFileSync(join(root, name), "utf-8"),
    mutate: true,
  }));
  const { files: scripts, mutants } = await new Instrumenter(SILENT).instrument(sources, OPTIONS);
  const slips = mutants.map(({ id, fileName, location: { start, end }, replacement }) => ({
    number: Number(id),
    file: fileName,
    start: [start.line, start.column],
    end: [end.line, end.column],
    replacement,
  }));
  return { scripts, slips };
}

// ---- trying them ---------------------------------------------------------------------------------

/** A copy of the scripts and their tests, with the slips in it; the tests' names and addresses. */
function copied(root, scripts) {
  const copy = mkdtempSync(join(tmpdir(), "mutants-"));
  for (const folder of ["lstm_helpers", "tests/js"]) {
    const isOurs = (path) => !/\.[^/]*$/.test(path.slice(root.length)) || path.endsWith(".js");
    cpSync(join(root, folder), join(copy, folder), { recursive: true, filter: isOurs });
  }
  for (const name of ["tests/vectors", "node_modules", "package.json"])
    symlinkSync(join(root, name), join(copy, name));
  for (const { name, content } of scripts) writeFileSync(join(copy, name), content);
  const names = readdirSync(join(copy, "tests/js")).filter((name) => name.endsWith(".test.js"));
  const files = names.map((name) => {
    const path = join(copy, "tests/js", name);
    const text = readFileSync(path, "utf-8").replaceAll('"node:test"', JSON.stringify(STANDS_IN));
    writeFileSync(path, text);
    return { name: name.replace(".test.js", ""), url: pathToFileURL(path).href };
  });
  return { copy, files };
}

/** What the tests of some files come to; `died` when they could not end. */
function world(given, limitMs = 600_000) {
  const worker = new Worker(WORLD, { workerData: given, stdout: true, stderr: true });
  return new Promise((done) => {
    const end = (said) => {
      clearTimeout(late);
      worker.terminate();
      done(said);
    };
    const late = setTimeout(() => end({ isEndless: true }), limitMs);
    worker.once("message", end);
    worker.once("error", (error) => end({ died: String(error?.message ?? error) }));
    worker.once("exit", (code) => end({ died: `it ended with ${code} before its tests did` }));
  });
}

/** Which tests reach which slip, how often, and how long each test takes. */
async function reach(files) {
  const [reached, times] = [new Map(), new Map()];
  for (const file of files) {
    const { results, coverage, ...trouble } = await world({ files: [file] });
    const failed = results?.find(({ failure }) => failure);
    if (!results || failed)
      throw new Error(
        `without any slip, ${failed?.test ?? file.name} fails: ${failed?.failure ?? trouble.died ?? "no end"}`,
      );
    for (const { test, ms } of results) {
      times.set(test, ms);
      for (const hits of [coverage?.static ?? {}, coverage?.perTest?.[test] ?? {}]) {
        for (const [slip, count] of Object.entries(hits)) {
          if (!reached.has(slip)) reached.set(slip, new Map());
          reached.get(slip).set(test, (reached.get(slip).get(test) ?? 0) + count);
        }
      }
    }
  }
  return { files, reached, times };
}

const fileOf = (test) => test.slice(0, test.indexOf(": "));

/** The tests that reach a slip, file by file: the quick ones first, for any of them finds most slips. */
function queue({ files, times }, tests) {
  const took = Object.fromEntries(files.map(({ name }) => [name, 0]));
  for (const test of tests) took[fileOf(test)] += times.get(test);
  const names = new Set(tests.map(fileOf));
  return files.filter(({ name }) => names.has(name)).sort((one, other) => took[one.name] - took[other.name]);
}

async function outcomeOf(slip, known) {
  const reaching = known.reached.get(slip);
  if (!reaching) return { status: "no test", by: "" };
  const wanted = [...reaching.keys()];
  const limit = HITS_AT_MOST * [...reaching.values()].reduce((sum, count) => sum + count, 0);
  const given = { files: queue(known, wanted), wanted, slip, limit };
  const usual = wanted.reduce((sum, test) => sum + known.times.get(test), 0);
  const { results = [], died, isEndless, hits } = await world(given, START_MS + TIMES_AT_MOST * usual);
  if (isEndless || hits > limit) return { status: "timeout", by: "" };
  const failed = results.find(({ failure }) => failure);
  const by = failed?.test ?? (died ? wanted[0] : "");
  return { status: by ? "killed" : "survived", by };
}

const { scripts, slips } = await instrumented(told);
if (!told.only) for (const slip of slips) say(slip);
else {
  const { copy, files } = copied(told.root, scripts);
  process.once("exit", () => rmSync(copy, { recursive: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  const known = await reach(files);
  const waiting = [...told.only];
  const work = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift())
      say({ number, ...(await outcomeOf(String(number), known)) });
  };
  await Promise.all(Array.from({ length: told.workers }, work));
}
