// `npm run conformance:api`: has schemathesis, which is of others' making, send what the API's own document allows, and what
// it does not, to a freshly started server, and hold each answer against the document.
//
// What stands behind `--` goes to schemathesis, such as `--include-tag Agents`.
//
// Ends with 0 where all went well, with 1 where something failed, with 2 where schemathesis could not be had.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureOf, workFolder } from '../conformance-checker/checker.ts';
import { startServer } from '../conformance-checker/fresh-server.ts';
import { seededAccount } from './seeded-account.ts';

const schemathesis = 'schemathesis==4.32.5';
const environment = join(workFolder, 'schemathesis');
const inEnvironment = (program: string): string => join(environment, 'bin', program);
/** So many of each operation, which makes more than 10,000 requests. */
const examplesMax = process.env.EXAMPLES ?? '120';

/** @returns why it cannot run, where that is so. */
function prepare(): string | undefined {
  if (!existsSync(inEnvironment('pip'))) {
    mkdirSync(workFolder, { recursive: true });
    const failure = failureOf('python3', ['-m', 'venv', environment]);
    if (failure !== undefined) return `python3 with its venv module is not installed.\n${failure}`;
  }
  const pip = ['-m', 'pip', 'install', '-qq', '--disable-pip-version-check', schemathesis];
  const failure = failureOf(inEnvironment('python'), pip);
  return failure && `${schemathesis} could not be installed. Is a Python registry reached?\n${failure}`;
}

async function check(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-conformance-api-'));
  const operatorToken = randomBytes(32).toString('base64url');
  const server = await startServer(folder, {
    ROLLCALL_OPERATOR_TOKEN_HASH: createHash('sha256').update(operatorToken).digest('hex'),
    ROLLCALL_TOKEN_REQUESTS_PER_SECOND_MAX: '100000',
    ROLLCALL_ACCOUNT_REQUESTS_PER_SECOND_MAX: '100000',
    ROLLCALL_UNKNOWN_REQUESTS_PER_SECOND_MAX: '100000',
    ROLLCALL_LOG_LEVEL: 'error',
  });
  try {
    const api = server.baseUrl.replace(/\/scim\/v2$/, '/api/v1');
    const account = await seededAccount(server, api, operatorToken);
    const { status } = spawnSync(
      inEnvironment('schemathesis'),
      [
        ...['--config-file', join(import.meta.dirname, 'schemathesis.toml'), 'run', `${api}/openapi.json`],
        ...['--header', `Authorization: Bearer ${operatorToken}`, '--header', `Rollcall-Account: ${account}`],
        ...['--max-examples', examplesMax],
        ...process.argv.slice(2),
      ],
      { stdio: 'inherit' },
    );
    return status === 0 ? 0 : 1;
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const missing = prepare();
if (missing !== undefined) process.stdout.write(`${missing}\n`);
process.exitCode = missing === undefined ? await check() : 2;
