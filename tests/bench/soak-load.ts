import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { administration, type Left, nextRequest, type SoakRequest } from './soak-requests.ts';
import { runVerb } from './targets.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Of the answer to a Bulk. */
interface Operation {
  readonly status: string;
  readonly location?: string;
}

interface SoakAccount {
  readonly directoryToken: string;
  readonly administratorToken: string;
  readonly left: Left;
}

/** Of 200 each, until nothing is left. */
const roundsMax = 100;

/** A directory and an administrator of each of several accounts, who ask at a bounded rate. */
export class SoakLoad {
  readonly statuses = new Map<number, number>();
  /** Of requests with an `Idempotency-Key`, whose answers the service keeps for a day. */
  keyed = 0;
  private readonly agent: Agent;
  private readonly accounts: SoakAccount[] = [];

  constructor(
    private readonly accountsMax: number,
    private readonly connections: number,
    private readonly requestsPerSecond: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  get requests(): number {
    return [...this.statuses.values()].reduce((sum, count) => sum + count, 0);
  }

  async openAccounts(databaseUrl: string): Promise<void> {
    for (let number = 0; number < this.accountsMax; number++) {
      const sso = ['--sso-issuer', `https://soak-${number}.okta.example`];
      const account = await runVerb(databaseUrl, ['account', 'create', '--name', `Soak ${number}`, ...sso]);
      const tokenFor = async (scope: string) => {
        const verb = ['token', 'create', '--account', account.id ?? '', '--name', scope, '--scopes', scope];
        return (await runVerb(databaseUrl, verb)).token ?? '';
      };
      this.accounts.push({
        directoryToken: await tokenFor('scim'),
        administratorToken: await tokenFor('admin:write'),
        left: { users: [], groups: [], ruleGroups: [] },
      });
    }
  }

  /** On each connection one request after the other, for one account each, until the time is over. */
  async play(baseUrl: string, until: number): Promise<void> {
    const players = Array.from({ length: this.connections }, async (_, player) => {
      const account = this.accounts[player % this.accounts.length];
      if (account === undefined) throw new Error('There is no account to ask for.');
      const pauseMilliseconds = (1000 * this.connections) / this.requestsPerSecond;
      while (performance.now() < until) {
        const begun = performance.now();
        await this.ask(baseUrl, account, nextRequest(account.left));
        await pause(Math.max(0, begun + pauseMilliseconds - performance.now()));
      }
    });
    await Promise.all(players);
  }

  /** Takes away all that the load has made, as those would who made it. @throws Error where something stays */
  async takeAllAway(baseUrl: string): Promise<void> {
    try {
      await Promise.all(this.accounts.map((account) => this.empty(baseUrl, account)));
    } finally {
      this.agent.destroy();
    }
  }

  private async empty(baseUrl: string, account: SoakAccount): Promise<void> {
    for (const resources of ['groups', 'agents']) {
      for (let round = 0; ; round++) {
        const found = { method: 'GET', path: `${administration}${resources}?limit=200` };
        const { status, body } = await this.ask(baseUrl, account, found);
        if (status !== 200) throw new Error(`${resources} cannot be listed: ${status} ${body}`);
        const { items } = JSON.parse(body) as { items: readonly { id: string; governedBy?: string }[] };
        if (items.length === 0) break;
        if (round === roundsMax) throw new Error(`There are ${resources} that cannot be taken away: ${body}`);
        for (const { id, governedBy } of items) {
          const isOfDirectory = resources === 'agents' || governedBy === 'push';
          const scim = resources === 'agents' ? '/Users' : '/Groups';
          const path = isOfDirectory ? `${scim}/${id}` : `${administration}groups/${id}`;
          await this.ask(baseUrl, account, { method: 'DELETE', path });
        }
      }
    }
  }

  private async ask(baseUrl: string, account: SoakAccount, next: SoakRequest): Promise<Answer> {
    const answer = await this.send(baseUrl, account, next).catch((error: Error) => ({
      status: 0,
      body: error.message,
    }));
    const { status, body } = answer;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (next.idempotencyKey !== undefined) this.keyed += 1;
    if (status === 0 || status === 500)
      process.stderr.write(`${JSON.stringify(next).slice(0, 500)}: ${status} ${body}\n`);
    if (next.method === 'POST') noteMade(account.left, next.path, answer);
    return answer;
  }

  private send(
    baseUrl: string,
    { directoryToken, administratorToken }: SoakAccount,
    { method, path, body, token, idempotencyKey }: SoakRequest,
  ): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const isDirectory = !path.startsWith(administration);
    const own = isDirectory ? directoryToken : administratorToken;
    const headers = {
      authorization: `Bearer ${token ?? own}`,
      ...(text !== undefined && { 'content-type': `application/${isDirectory ? 'scim+json' : 'json'}` }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    };
    const url = isDirectory ? baseUrl + path : new URL(path, baseUrl);
    return new Promise((resolve, reject) => {
      const sent = request(url, { agent: this.agent, method, headers }, async (response) => {
        let received = '';
        response.setEncoding('utf8');
        for await (const chunk of response) received += chunk;
        resolve({ status: response.statusCode ?? 0, body: received });
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }
}

/** So that it is asked for later, and taken away once there is enough. */
function noteMade(left: Left, path: string, { status, body }: Answer): void {
  if (path === '/Bulk' && status === 200) {
    const { Operations } = JSON.parse(body) as { Operations: readonly Operation[] };
    const made = Operations.filter((operation) => Number(operation.status) === 201);
    left.users.push(...made.map(({ location }) => location?.split('/').at(-1) ?? ''));
  }
  if (status !== 201) return;
  if (path === '/Users') left.users.push((JSON.parse(body) as { id: string }).id);
  if (path === '/Groups') left.groups.push((JSON.parse(body) as { id: string }).id);
  if (path.endsWith('/rule-groups'))
    left.ruleGroups.push((JSON.parse(body) as { group: { id: string } }).group.id);
}
