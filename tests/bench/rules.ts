// What two hundred rules cost, and how a rule's group answers at several sizes of an account.
import { accountId } from '../../src/domain/shared/identifiers.ts';
import type { BenchDatabase } from './bench-database.ts';
import { inProcess } from './in-process.ts';
import { type Request, send } from './load.ts';
import { median } from './measurement.ts';
import { create, patch, replace } from './okta-requests.ts';
import { newAgents, type SeededAgent, seedAccount } from './seed.ts';
import { runVerb, startRollcall, type Target } from './targets.ts';

/** Requests in accounts with rules beside the same in one without. */
export interface RuleCost {
  readonly verb: string;
  readonly withoutRules: number;
  /** None of which holds for anybody: what rules cost by themselves. */
  readonly idle: Ruled;
  /** Three of which hold for everybody, so that there are memberships to record and to tell of as well. */
  readonly holding: Ruled;
}

interface Ruled {
  readonly operationsPerSecond: number;
  /** Median of the rounds' own ratios: the time of a request with rules to that without. */
  readonly ratio: number;
}

const rulesCount = 200;
const agents = 10_000;

/** They hold for every agent of the bench. */
const holding = [
  'profile.location eq "Austin" and profile.costCenter eq "410" and active eq true',
  'title sw "Support" and (profile.team eq "Billing" or profile.team eq "Chat")',
  'emails[type eq "work" and value co "@example.com"]',
];

/** Of several shapes, and for no agent of the bench. */
function idleRule(index: number): string {
  const shapes = [
    `profile.location eq "City ${index}" and profile.costCenter eq "${index}"`,
    `profile.team eq "Team ${index}" and (title sw "Senior" or title sw "Lead")`,
    `title co "manager ${index}" or userType eq "Contractor ${index}"`,
    `displayName sw "Agent ${index}" and not (profile.location eq "Austin")`,
  ];
  return shapes[index % shapes.length] ?? '';
}

const idleRules = Array.from({ length: rulesCount }, (_, index) => idleRule(index));

interface Account {
  readonly token: string;
  readonly agents: readonly SeededAgent[];
}

async function accountWith(
  database: BenchDatabase,
  target: Target,
  rules: readonly string[],
): Promise<Account> {
  const { url } = database;
  const opening = ['account', 'create', '--name', 'Rules', '--sso-issuer', 'https://bench.okta.example'];
  const { id = '' } = await runVerb(url, opening);
  const { token = '' } = await runVerb(url, ['token', 'create', '--account', id, '--name', 'bench']);
  const seeded = newAgents(agents);
  await seedAccount(database, { target, token, id }, seeded);
  await inProcess(url, async ({ declareProfileAttribute, createRuleGroup, caller }) => {
    const acting = caller(accountId(id));
    for (const known of ['location', 'costCenter', 'team']) {
      await declareProfileAttribute(acting, { name: known, declaration: {} });
    }
    for (const [index, text] of rules.entries()) {
      await createRuleGroup(acting, { desired: { displayName: `Rule ${index}` }, rule: { text } });
    }
  });
  return { token, agents: seeded };
}

let revision = 0;

const verbs: Readonly<
  Record<string, { status: 200 | 201; share: number; request: (agent: SeededAgent) => Request }>
> = {
  create: { status: 201, share: 1, request: () => create(`ruled-${revision++}@example.com`) },
  PUT: { status: 200, share: 1, request: ({ id, userName }) => replace(id, userName, revision++) },
  PATCH: { status: 200, share: 1, request: ({ id }) => patch(id, revision++) },
  // The first one: what is passed over by number costs the more the further in, with rules or without.
  'page of 100 with groups': {
    status: 200,
    share: 0.1,
    request: () => ({ method: 'GET', path: '/Users?count=100' }),
  },
};

export async function measureRules(
  database: BenchDatabase,
  { amount, rounds, connections }: { amount: number; rounds: number; connections: number },
  databaseConnections: number,
): Promise<readonly RuleCost[]> {
  const target = await startRollcall(database.url, databaseConnections);
  try {
    const accounts = [
      await accountWith(database, target, []),
      await accountWith(database, target, idleRules),
      await accountWith(database, target, [...holding, ...idleRules.slice(holding.length)]),
    ] as const;
    const costs: RuleCost[] = [];
    for (const [verb, { status, share, request }] of Object.entries(verbs)) {
      const speedOf = async ({ token, agents: of }: Account, operations: number) =>
        (
          await send({
            baseUrl: target.baseUrl,
            ...{ token, connections, amount: operations, expectedStatus: status },
            request: (index) => request(of[(index * 7919) % of.length] as SeededAgent),
          })
        ).operationsPerSecond;
      for (const account of accounts) await speedOf(account, (amount * share) / 5);
      const speeds: [number, number, number][] = [];
      for (let round = 0; round < rounds; round++) {
        const [without, idle, ruled] = accounts;
        speeds.push([
          await speedOf(without, amount * share),
          await speedOf(idle, amount * share),
          await speedOf(ruled, amount * share),
        ]);
      }
      const ruled = (of: 1 | 2): Ruled => ({
        operationsPerSecond: median(speeds.map((round) => round[of])),
        ratio: median(speeds.map((round) => round[0] / round[of])),
      });
      const withoutRules = median(speeds.map(([without]) => without));
      costs.push({ verb, withoutRules, idle: ruled(1), holding: ruled(2) });
    }
    return costs;
  } finally {
    await target.stop();
  }
}
