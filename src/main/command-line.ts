#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

// What follows is loaded only once the version is known to do: older ones fail half-way, with messages that help nobody.
const nodeMajorMin = 24;
if (Number.parseInt(process.versions.node, 10) < nodeMajorMin) {
  process.stderr.write(
    `Rollcall needs Node.js ${nodeMajorMin} or newer, and this is ${process.versions.node}: install one from https://nodejs.org or with your package manager, or have it first in the PATH.\n`,
  );
  process.exit(1);
}
// Given here and not in the first line, since `env` of Alpine Linux takes no options; Windows has no execve.
const youngGeneration = '--max-semi-space-size=8';
// glibc gives each thread a heap of its own otherwise, of which none gives back what others could use, and keeps the more of each the
// larger its parts were: V8 takes 30 MB for a moment to optimize code. Whoever sets another number has it.
const threadHeaps = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: String(128 * 1024) };
const [node, program, ...words] = process.argv as [string, string, ...string[]];
const makesMuchGarbage = words[0] === 'serve' || (words[0] === 'agent' && words[1] === 'import');
if (makesMuchGarbage && !process.execArgv.includes(youngGeneration)) {
  const options = [...process.execArgv, youngGeneration];
  process.execve?.(node, [node, ...options, program, ...words], { ...threadHeaps, ...process.env });
}
if (makesMuchGarbage) {
  // V8 lets the garbage of a busy process grow to several times of what lives, and keeps the memory.
  setFlagsFromString('--heap-growing-percent=30');
  // Where requests had to wait for a while, V8 makes the objects of all later ones among those that live long. There they keep the rest
  // of their request until the next collection of everything.
  setFlagsFromString('--no-allocation-site-pretenuring');
}
const { runProgram } = await import('../adapters/command-line/program/run-program.ts');
const { thisInstallation } = await import('./this-installation.ts');
await runProgram(thisInstallation, process.argv);
