import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkers, failureOf, outcomeOf, stepsOfClients, workFolder } from './checker.ts';
import type { FreshServer } from './fresh-server.ts';
import { type DescribedSchema, schemasForChecker, usersSeen } from './schemas-for-checker.ts';

const packages = ['scim2-cli==0.6.0', 'scim2-tester==0.5.2', 'scim2-client[httpx2]==0.13.2'];
const environment = join(workFolder, 'python');
const inEnvironment = (program: string): string => join(environment, 'bin', program);

function prepare(): string | undefined {
  if (!existsSync(inEnvironment('pip'))) {
    mkdirSync(workFolder, { recursive: true });
    if (failureOf('python3', ['-m', 'venv', environment]) !== undefined) {
      rmSync(environment, { recursive: true, force: true });
      return 'python3 (3.11 or newer) with its venv module is not installed.\nOn Debian or Ubuntu: apt-get install python3-venv';
    }
  }
  const pip = ['-m', 'pip', 'install', '-qq', '--disable-pip-version-check', ...packages];
  const failure = failureOf(inEnvironment('python'), pip);
  if (failure === undefined) return undefined;
  return `${packages.join(', ')} could not be installed. Is a Python registry reached?\n${failure}`;
}

/** No schema says that its resources cannot be made, and the checker makes some of each type. */
const readOnlyTypes = new Set(['Role']);

/** Runs scim2-tester on the server's own schemas and resource types, with what these cannot say. */
async function test(server: FreshServer, folder: string) {
  for (const user of usersSeen) await ask(server, '/Users', user);
  const described = await listed<DescribedSchema>(server, '/Schemas');
  const types = await listed<{ readonly name: string }>(server, '/ResourceTypes');
  const changeable = types.filter(({ name }) => !readOnlyTypes.has(name));
  const fileOf = (name: string, content: readonly unknown[]) => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const schemas = fileOf('schemas.json', schemasForChecker(described));
  const resourceTypes = fileOf('resource-types.json', changeable);
  const known = ['--schemas', schemas, '--resource-types', resourceTypes];
  const parameters = ['--url', server.baseUrl, ...known, 'test'];
  const patterns = { passed: /^SUCCESS \w/, failed: /^(ERROR|CRITICAL) \w/ };
  return outcomeOf(inEnvironment('scim2'), parameters, patterns, {
    SCIM_CLI_HEADERS: `Authorization: Bearer ${server.token}`,
  });
}

const listed = async <Resource>(server: FreshServer, path: string): Promise<readonly Resource[]> =>
  ((await ask(server, path)) as { readonly Resources: readonly Resource[] }).Resources;

async function ask(server: FreshServer, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(server.baseUrl + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/scim+json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const program = join(import.meta.dirname, 'python', 'scim2_client_steps.py');

export const pythonCheckers: Checkers = {
  prepare,
  checkers: [
    { name: 'scim2-tester (Python)', check: test },
    {
      name: 'scim2-client (Python)',
      check: ({ baseUrl, token }) =>
        outcomeOf(inEnvironment('python'), [program, baseUrl, token], stepsOfClients),
    },
  ],
};
