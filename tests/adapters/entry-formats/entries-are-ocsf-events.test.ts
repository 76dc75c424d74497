import { expect, test } from 'vitest';
import {
  attemptActivities,
  eventActivities,
  ocsfClasses,
} from '../../../src/adapters/entry-formats/ocsf-activities.ts';
import { ocsfEvent, ocsfFormat } from '../../../src/adapters/entry-formats/ocsf-format.ts';
import type { RecordedJournalEntry } from '../../../src/application/ports/event-feed.ts';
import { targetTypes } from '../../../src/domain/shared/domain-event.ts';
import { accountId, agentId, apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import type { Instant } from '../../../src/domain/shared/instant.ts';

const account = accountId('0199d2a0-aaaa-7000-8000-000000000001');

const entry = (part: Partial<RecordedJournalEntry>): RecordedJournalEntry => ({
  position: 42,
  at: '2026-11-23T12:00:00.000Z' as Instant,
  accountId: account,
  principal: { kind: 'token', id: apiTokenId('0199d2a0-1111-7000-8000-000000000001'), name: 'Okta' },
  source: '203.0.113.7',
  requestId: 'request-1',
  action: 'AgentUpdated',
  target: { type: 'agent', id: 'id-of-ada', name: 'ada@example.com' },
  changes: [],
  ...part,
});

/** What OCSF 1.8.0 requires of every event (`base_event`), and of each class. */
const requiredOfAll = [
  ...['activity_id', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'time', 'type_uid'],
];
const requiredOf: Readonly<Record<number, readonly string[]>> = {
  3001: ['user'],
  3002: ['user', 'service'],
  3004: ['entity'],
  3006: ['group'],
};

type Event = ReturnType<typeof ocsfEvent> & {
  readonly class_uid: number;
  readonly activity_id: number;
  readonly metadata: Readonly<Record<string, unknown>>;
};

/** What is missing or does not fit. */
function problemsOf(event: Event): string[] {
  const required = [...requiredOfAll, ...(requiredOf[event.class_uid] ?? ['a class that OCSF has'])];
  const { class_uid, activity_id, metadata, time } = event;
  const subjects = ['user', 'group', 'entity', 'service'].flatMap((name) =>
    event[name] === undefined ? [] : [[name, event[name] as { name?: string; uid?: string }] as const],
  );
  return [
    ...required.filter((name) => event[name] === undefined).map((name) => `no ${name}`),
    ...(event.type_uid === class_uid * 100 + activity_id ? [] : ['type_uid']),
    ...(Math.floor(class_uid / 1000) === event.category_uid ? [] : ['category_uid']),
    ...(Number.isSafeInteger(time) ? [] : ['time']),
    ...(metadata.version === '1.8.0' && metadata.product !== undefined ? [] : ['metadata']),
    ...subjects.filter(([, { name, uid }]) => !name && !uid).map(([name]) => `a ${name} without a name`),
    ...(activity_id !== 99 || event.activity_name ? [] : ['activity_name']),
  ];
}

test.each(Object.keys(eventActivities))(
  '%s is an event of OCSF with all that its class requires',
  (action) => {
    for (const target of [undefined, ...targetTypes.map((type) => ({ type, id: 'id' }))]) {
      expect(problemsOf(ocsfEvent(entry({ action, target })) as Event)).toEqual([]);
    }
  },
);

test.each([...Object.keys(attemptActivities), 'ReviseAgent', 'AnAttemptOfTomorrow'])(
  'a refused %s is a failure',
  (action) => {
    const refusal = { code: 'agentNotFound', message: 'There is none.' } as const;
    for (const target of [undefined, ...targetTypes.map((type) => ({ type, name: 'name' }))]) {
      const event = ocsfEvent(entry({ action, target, refusal })) as Event;
      expect(problemsOf(event)).toEqual([]);
      expect(event).toMatchObject({ status_id: 2, status_code: 'agentNotFound', severity_id: 2 });
    }
  },
);

test.each([
  ['AgentProvisioned', 3001, 1],
  ['AgentReactivated', 3001, 2],
  ['AgentDeactivated', 3001, 5],
  ['AgentRemoved', 3001, 6],
  ['AgentUpdated', 3001, 99],
  ['SessionBegan', 3002, 1],
  ['SessionEnded', 3002, 2],
  ['GroupRoleGiven', 3006, 1],
  ['GroupRemoved', 3006, 5],
  ['ApiTokenIssued', 3004, 1],
] as const)('%s is class %i, activity %i', (action, class_uid, activity_id) => {
  expect(ocsfEvent(entry({ action }))).toMatchObject({ class_uid, activity_id });
  expect(Object.values(ocsfClasses).map(({ uid }) => uid)).toContain(class_uid);
});

test('an event says who did what to whom, where from, and where it stands in the log', () => {
  const changes = [{ path: 'title', from: 'Count', to: 'Countess' }];
  expect(ocsfEvent(entry({ changes }))).toMatchObject({
    activity_name: 'AgentUpdated',
    time: Date.UTC(2026, 10, 23, 12),
    status: 'Success',
    actor: { user: { name: 'Okta', uid: '0199d2a0-1111-7000-8000-000000000001', type: 'token' } },
    src_endpoint: { ip: '203.0.113.7' },
    user: { uid: 'id-of-ada', name: 'ada@example.com', email_addr: 'ada@example.com' },
    metadata: { uid: '42', sequence: 42, tenant_uid: account, correlation_uid: 'request-1' },
    unmapped: { changes },
  });
  for (const source of ['command line', '(erased)'])
    expect(ocsfEvent(entry({ source }))).toMatchObject({ src_endpoint: { name: source } });
  expect(ocsfEvent(entry({ source: '2001:db8::7' }))).toMatchObject({ src_endpoint: { ip: '2001:db8::7' } });
});

test('who joins or leaves a group by a rule stands with the group', () => {
  const changes = [
    { path: 'group.id', to: 'id-of-group' },
    { path: 'group.displayName', to: 'Engineers' },
  ];
  expect(ocsfEvent(entry({ action: 'AgentJoinedGroup', changes }))).toMatchObject({
    ...{ class_uid: 3006, activity_id: 3 },
    group: { uid: 'id-of-group', name: 'Engineers' },
    user: { uid: 'id-of-ada' },
  });
});

test('members by hand are added or removed; one of them is the user', () => {
  const target = { type: 'group', id: 'id-of-group', name: 'Engineers' } as const;
  const ada = { id: 'id-of-ada', userName: 'ada@example.com' };
  const changed = (change: object) =>
    ocsfEvent(entry({ action: 'GroupMembersChanged', target, changes: [{ path: 'members', ...change }] }));
  expect(changed({ to: [ada] })).toMatchObject({ activity_id: 3, user: { uid: 'id-of-ada' } });
  expect(changed({ from: ['id-of-ada'] })).toMatchObject({ activity_id: 4, user: { uid: 'id-of-ada' } });
  expect(changed({ from: [ada], to: [ada] })).toMatchObject({
    activity_id: 99,
    group: { uid: 'id-of-group' },
  });
});

test('a sign-in says whose, by which session, and of one that failed why', () => {
  const began = ocsfEvent(
    entry({
      action: 'SessionBegan',
      principal: {
        kind: 'person',
        agentId: agentId('0199d2a0-3333-7000-8000-000000000001'),
        name: 'ada@example.com',
      },
      target: { type: 'session', id: 'id-of-session', name: 'ada@example.com' },
      changes: [
        { path: 'agentId', to: 'id-of-ada' },
        { path: 'connection', to: 'Okta' },
      ],
    }),
  );
  expect(began).toMatchObject({
    user: { uid: 'id-of-ada', name: 'ada@example.com' },
    session: { uid: 'id-of-session', issuer: 'Okta' },
  });
  const refusal = { code: 'signInRefused', message: 'The sign-in failed.' } as const;
  const target = { type: 'connection', id: 'id-of-connection' } as const;
  expect(ocsfEvent(entry({ action: 'SignInBySaml', target, refusal }))).toMatchObject({
    ...{ class_uid: 3002, activity_id: 1, status: 'Failure', status_detail: 'The sign-in failed.' },
  });
});

test('what was carried out in part is neither a success nor a failure', () => {
  const leftOut = [{ path: 'profile.grade', message: 'It cannot be "Z".' }];
  const refusal = { code: 'partsLeftOut', message: 'x', leftOut } as const;
  expect(ocsfEvent(entry({ action: 'ReviseAgent', refusal }))).toMatchObject({
    ...{ status_id: 99, status: 'Partial', unmapped: { leftOut } },
  });
});

test('lines are JSON, one an event', () => {
  const lines = ocsfFormat.linesOf([entry({}), entry({ position: 43 })]).split('\n');
  expect(lines.map((line) => line && JSON.parse(line).metadata.sequence)).toEqual([42, 43, '']);
});
