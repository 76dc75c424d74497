// `npm run conformance`: has a checker of SCIM servers and client libraries, all of others' making, look at freshly
// started servers.
//
// Ends with 0 where all went well, with 1 where something failed, with 2 where nothing did but some could not be had.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checker, Outcome } from './checker.ts';
import { startServer } from './fresh-server.ts';
import { goCheckers } from './go-checkers.ts';
import { javaCheckers } from './java-checkers.ts';
import { pythonCheckers } from './python-checkers.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function onFreshServer(checker: Checker): Promise<Outcome> {
  say(`\n## ${checker.name}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-conformance-'));
  const server = await startServer(folder);
  try {
    return await checker.check(server, folder);
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const summary: string[] = [];
const exitCodes = [0];
for (const { checkers, prepare } of [pythonCheckers, javaCheckers, goCheckers]) {
  const missing = prepare();
  if (missing !== undefined) say(`\n${missing}`);
  for (const checker of checkers) {
    if (missing === undefined) {
      const { passed, failed } = await onFreshServer(checker);
      summary.push(`${checker.name}: ${passed} passed, ${failed} failed`);
      exitCodes.push(failed > 0 ? 1 : 0);
    } else {
      summary.push(`${checker.name}: skipped`);
      exitCodes.push(2);
    }
  }
}
say(`\n${summary.join('\n')}`);
process.exitCode = exitCodes.includes(1) ? 1 : Math.max(...exitCodes);
