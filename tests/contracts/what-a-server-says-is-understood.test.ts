import { expect, test } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/storage-errors.ts';
import { type DatabaseProduct, onEachServer } from '../support/databases.ts';
import { openDatabase } from '../support/open-storage.ts';
import { hurried, StoredAgents } from '../support/stored-agents.ts';
import { proxyTo, type TcpProxy } from '../support/tcp-proxy.ts';

/** What becomes of work of which a server says something: done at the next try, or told with this trouble. */
type Outcome = 'done' | 'tooSlow' | 'unusable' | 'outcomeUnknown';

/** To a statement. Whatever is not here is taken for a defect of this program. */
const toStatements: Readonly<Record<number, Outcome>> = {
  ...all('done', 1205, 1213, 3572, 1020, 1412, 1615),
  // A server that goes, is overrun, or lost the network, and a proxy that lost the server.
  ...all('done', 1040, 1041, 1053, 1077, 1079, 1129, 1135, 1152, 1203, 1243, 1461, 1927),
  ...all('done', 2002, 2003, 2006, 2013, 2055, 3032, 3168, 3169, 4031, 9001),
  // A member of a group, or a node, that may not write, or not yet.
  ...all('done', 1047, 1290, 1792, 1836, 3100, 3101, 3781, 3782, 3783, 3796, 3797, 3798, 3799),
  ...all('tooSlow', 1317, 1969, 3024),
  // Files, memory, rights and settings of the server.
  ...all('unusable', 3, 5, 23, 1016, 1021, 1026, 1030, 1034, 1036, 1037, 1038, 1044, 1045, 1049, 1105, 1114),
  ...all('unusable', 1130, 1142, 1143, 1153, 1180, 1194, 1197, 1206, 1226, 1227, 1251, 1598, 1637, 1698),
  ...all(
    'unusable',
    1712,
    1815,
    1817,
    1820,
    1862,
    1874,
    1877,
    1881,
    3019,
    3098,
    3118,
    3159,
    3675,
    3955,
    4151,
  ),
};

/** What servers call an exception of the connection, by its SQLSTATE. */
const aboutConnections = all(
  'done',
  1042,
  1043,
  1080,
  1081,
  1154,
  1155,
  1156,
  1157,
  1158,
  1159,
  1160,
  1161,
  1184,
  1218,
);

/** To a COMMIT: what says for certain that nothing was written is run again. */
const toCommits: Readonly<Record<number, Outcome>> = {
  ...all('done', 1020, 1047, 1205, 1213, 1290, 1615, 1792, 1836, 3100, 3572),
  ...all('outcomeUnknown', 3, 1053, 1105, 1158, 1180, 1317, 1927, 2013, 3024, 3098, 3101, 3169, 3796, 4031),
};

/** To whoever connects. */
const toConnections: Readonly<Record<number, Outcome>> = {
  ...all('done', 1040, 1053, 1129, 1203, 2013, 3032, 3168, 9001),
  ...all('unusable', 1045, 1049, 1130, 1226, 1698, 3118, 3159),
};

function all(outcome: Outcome, ...errnos: readonly number[]): Readonly<Record<number, Outcome>> {
  return Object.fromEntries(errnos.map((errno) => [errno, outcome]));
}

const agentOf = (errno: number): string => `refused-with-${errno}@example.com`;

onEachServer('What a server says', (product) => {
  test('to a statement is no mistake of the service', () =>
    expectOutcomes(product, toStatements, (proxy, errno) => proxy.refuseAt(agentOf(errno), errno)));

  test('of a connection, by its SQLSTATE, has the work run again', () =>
    expectOutcomes(product, aboutConnections, (proxy, errno) =>
      proxy.refuseAt(agentOf(errno), errno, '08S01'),
    ));

  test('to a COMMIT is believed where it is certain, and else leaves open what was done', () =>
    expectOutcomes(product, toCommits, (proxy, errno) => proxy.refuseCommit(agentOf(errno), errno, false)));

  test('to whoever connects is no mistake of the service', () =>
    expectOutcomes(product, toConnections, (proxy, errno) => {
      proxy.cut();
      proxy.restore();
      proxy.refuseConnection(errno);
    }));

  test.each(['end', 'reset'] as const)('by the %s of a connection has the work run again', (way) =>
    behindProxy(product, async (stored, proxy) => {
      const signsIn = product.name === 'MySQL' ? 'caching_sha2_password' : 'mysql_native_password';
      const texts = ['version()', signsIn, 'SET SESSION', 'INSERT INTO agents', 'agent-4@example.com'];
      for (const [index, text] of texts.entries()) {
        proxy.cut();
        proxy.restore();
        proxy.cutBefore(text, way);
        const outcome = await outcomeOf(stored, `agent-${index}@example.com`);
        expect([text, outcome, proxy.isToCut()]).toEqual([text, 'done', false]);
      }
    }),
  );
});

async function behindProxy(
  product: DatabaseProduct,
  work: (stored: StoredAgents, proxy: TcpProxy) => Promise<void>,
): Promise<void> {
  const proxy = await proxyTo(await product.freshUrl());
  const open = openDatabase(proxy.url, 1);
  try {
    await open.storage.migrate();
    await work(new StoredAgents(open), proxy);
  } finally {
    await open.storage.close();
    await proxy.close();
  }
}

async function outcomeOf({ open, caller }: StoredAgents, userName: string): Promise<unknown> {
  try {
    await new StoredAgents(open, hurried(caller, 10_000)).provision({ userName });
    return 'done';
  } catch (error) {
    return error instanceof StorageUnavailable ? error.trouble : error;
  }
}

const expectOutcomes = (
  product: DatabaseProduct,
  expected: Readonly<Record<number, Outcome>>,
  refuse: (proxy: TcpProxy, errno: number) => void,
) =>
  behindProxy(product, async (stored, proxy) => {
    const outcomes: Record<number, unknown> = {};
    for (const errno of Object.keys(expected).map(Number)) {
      refuse(proxy, errno);
      outcomes[errno] = await outcomeOf(stored, agentOf(errno));
    }
    expect(outcomes).toEqual(expected);
  });
