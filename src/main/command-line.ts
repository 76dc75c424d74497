#!/usr/bin/env -S node --max-semi-space-size=8
// Loaded only once the version is known to do: older ones fail half-way, with messages that help nobody.
const nodeMajorMin = 24;
if (Number.parseInt(process.versions.node, 10) < nodeMajorMin) {
  process.stderr.write(
    `Rollcall needs Node.js ${nodeMajorMin} or newer, and this is ${process.versions.node}. The right one comes with its dependencies: start it with "npx rollcall" or "npm start".\n`,
  );
  process.exit(1);
}
const { runProgram } = await import('../adapters/command-line/program/run-program.ts');
const { thisInstallation } = await import('./this-installation.ts');
await runProgram(thisInstallation, process.argv);
