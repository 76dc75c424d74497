// How long it takes to bring in many agents: from a file by the command line, and by Bulk.
import type { BenchServer } from './bench-database.ts';
import { send } from './load.ts';
import { runVerb, startRollcall, type Usage } from './targets.ts';

export interface ImportResult {
  readonly database: BenchServer['name'];
  readonly way: string;
  readonly agents: number;
  readonly seconds: number;
  /** Of the process that imports; the server of the database is not in it. */
  readonly cpuSeconds: number;
  readonly peakMemoryMegabytes: number;
}

const operationsPerBulk = 1000;
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const columns = `userName,name.givenName,name.familyName,displayName,emails.value,active,externalId,title,profile.location,${enterprise}:department`;

const cellsOf = (number: number): readonly string[] => {
  const userName = `import-${number}@example.com`;
  return [
    ...[userName, `Given ${number % 997}`, `Family ${number}`, `Display ${number}`, userName, 'true'],
    ...[`00u${number}`, `Title ${number % 31}`, `Location ${number % 5}`, `Department ${number % 50}`],
  ];
};

function* csv(agents: number): Generator<string> {
  yield `${columns}\n`;
  for (let number = 0; number < agents; number++) yield `${cellsOf(number).join(',')}\n`;
}

function userOf(number: number): object {
  const [userName, givenName, familyName, displayName, value, , externalId, title, location, department] =
    cellsOf(number);
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
    ...{ userName, name: { givenName, familyName }, displayName, emails: [{ value, primary: true }] },
    ...{ active: true, externalId, title, profile: { location }, [enterprise]: { department } },
  };
}

const bulk = (request: number) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations: Array.from({ length: operationsPerBulk }, (_, index) => ({
    ...{ method: 'POST', path: '/Users', bulkId: String(index) },
    data: userOf(request * operationsPerBulk + index),
  })),
});

/** Each way has an account of its own. @throws Error where not all of them are there at the end. */
export async function measureImports(server: BenchServer, agents: number): Promise<readonly ImportResult[]> {
  const { url } = server.rollcall;
  await runVerb(url, ['migrate']);
  const results: ImportResult[] = [];
  const measure = async (way: string, work: (account: string) => Promise<Usage>) => {
    const opening = ['account', 'create', '--name', `${way} ${agents}`];
    const { id = '' } = await runVerb(url, [...opening, '--sso-issuer', 'https://bench.okta.example']);
    const startedAt = performance.now();
    const usage = await work(id);
    const seconds = (performance.now() - startedAt) / 1000;
    const { total } = await runVerb(url, ['agent', 'list', '--account', id, '--count', '0']);
    if (Number(total) !== agents) throw new Error(`${way} brought in ${total} of ${agents} agents.`);
    const [cpuSeconds, peakMemoryMegabytes] = [usage.cpuMilliseconds() / 1000, usage.peakMemoryMegabytes()];
    results.push({ database: server.name, way, agents, seconds, cpuSeconds, peakMemoryMegabytes });
  };
  await measure('agent import', (account) => importedFromCsv(url, account, agents));
  for (const connections of [1, 4]) {
    const target = await startRollcall(url, 10);
    try {
      await measure(`Bulk, ${connections} at once`, async (account) => {
        const { token = '' } = await runVerb(url, [
          'token',
          'create',
          '--account',
          account,
          '--name',
          'bench',
        ]);
        const amount = agents / operationsPerBulk;
        await send({
          ...{ baseUrl: target.baseUrl, token, amount, connections },
          expectedStatus: 200,
          request,
        });
        return target;
      });
    } finally {
      await target.stop();
    }
  }
  return results;
}

const request = (index: number) => ({ method: 'POST', path: '/Bulk', body: bulk(index) }) as const;

/** What a process used can be asked while it runs only; one that has ended and waits for us has no memory. */
async function importedFromCsv(url: string, account: string, agents: number): Promise<Usage> {
  let [cpu, memory] = [0, 0];
  let timer: NodeJS.Timeout | undefined;
  const verb = ['agent', 'import', '-', '--format', 'csv', '--account', account];
  await runVerb(url, verb, csv(agents), (usage) => {
    timer = setInterval(() => {
      cpu = usage.cpuMilliseconds();
      memory = usage.peakMemoryMegabytes() || memory;
    }, 50);
  }).finally(() => clearInterval(timer));
  return { cpuMilliseconds: () => cpu, peakMemoryMegabytes: () => memory };
}
