import { hash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../../src/adapters/koa-admin/openapi/document.ts';
import { operations as values } from '../../../src/adapters/koa-admin/operations/index.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import {
  askedWith,
  type DocumentedOperation,
  filled,
  type Known,
  operationsIn,
  pathOf,
  queryOf,
} from './documented-operations.ts';

const operatorToken = 'operator-'.padEnd(40, 'x');
const server = serverOn(undefined, { operatorTokenHash: hash('sha256', operatorToken, 'hex') });

const document = JSON.parse(JSON.stringify(openApiDocument(values)));
const operations = operationsIn(document);
const changes = operations.filter(({ method }) => method !== 'GET');
const creating = changes.filter(({ statuses }) => statuses.some((status) => /^20[12]$/.test(status)));

/** What is asked with a body, and changes nothing. */
const asking = ['previewRule'];

/** Who says one thing of what has a version, whatever else was changed in between. */
const ofAnyVersion: Readonly<Record<string, string>> = {
  closeAccount: 'an account that is to be closed is closed, whatever it is called meanwhile',
  reopenAccount: 'the same the other way round',
  connectSso: 'says of a connection, which has a version of its own, and not of the account',
  disconnectSso: 'the same',
  releaseBrake: 'says of those who were deactivated, and leaves what the brake is set to',
};

/** What tells of other things than the account's state: of this very request, and of the service. */
const ofOtherThings = [
  ...['listRequests', 'exportRequests', 'readRequest', 'readOverview', 'readOktaSetUp', 'describeCaller'],
  // Their questions are refused where there is no change of a rule, and of who is active; refusals stand in the audit log.
  ...['listRuleEffect', 'proveDeprovisioning'],
];

describe('by the document', () => {
  let ours: TestAccount;
  let known: Known;
  let api: ScimClient;

  beforeAll(async () => {
    ours = await server().openAccount();
    known = await filled(server(), ours);
    api = new ScimClient(server().baseUrl('/api/v1'), {
      ...{ Authorization: `Bearer ${operatorToken}`, 'Content-Type': 'application/json' },
      'Rollcall-Account': ours.caller.accountId,
    });
  });

  const ask = (operation: DocumentedOperation, headers: object = {}, parameters = '') => {
    const { body } = askedWith[operation.id] ?? {};
    const asked = [queryOf(operation.id, known), parameters].filter(Boolean).join('&');
    const path = `${pathOf(operation, known)}${asked === '' ? '' : `?${asked}`}`;
    return api.send(operation.method, path, { body, headers: headers as Record<string, string> });
  };

  /** All that the API tells of the account. */
  async function told() {
    const bodies: Record<string, object> = {};
    for (const operation of operations) {
      if (operation.method !== 'GET' || ofOtherThings.includes(operation.id)) continue;
      const { status, text, body } = await ask(operation);
      // Cursors are sealed anew each time.
      if (status === 200) bodies[operation.id] = { ...(body ?? { text }), next: undefined };
    }
    return bodies;
  }

  test('every change can be tried, and then changes nothing that the API tells of', async () => {
    const untried = changes.filter(({ parameters }) => !parameters.includes('dryRun'));
    expect(untried.map(({ id }) => id).sort()).toEqual(asking);
    const before = await told();
    for (const operation of changes) {
      if (asking.includes(operation.id)) continue;
      const answer = await ask(operation, {}, 'dryRun=true');
      expect([operation.id, answer.body.code]).not.toContain('parameterInvalid');
      expect([operation.id, answer.status < 500]).toEqual([operation.id, true]);
      if (answer.status < 400)
        expect([operation.id, answer.body]).toEqual([
          operation.id,
          expect.objectContaining({ entries: expect.any(Array), entriesTotal: expect.any(Number) }),
        ]);
    }
    expect(await told()).toEqual(before);
  });

  test('what is changed at a version is left alone at any other, and nothing else has a version', async () => {
    const hasVersion = ({ answer = '' }: DocumentedOperation) => {
      const { properties = {} } = document.components.schemas[answer] ?? {};
      return 'version' in properties || 'group' in properties;
    };
    for (const operation of changes) {
      const { id, parameters, statuses } = operation;
      const isBound = parameters.includes('If-Match');
      const isNew = statuses.some((status) => /^20[12]$/.test(status));
      if (hasVersion(operation) && !isNew && !(id in ofAnyVersion)) expect([id, isBound]).toEqual([id, true]);
      const answer = await ask(operation, { 'If-Match': 'W/"9999"' });
      const refused = isBound ? [412, 'versionDiffers'] : [400, 'parameterInvalid'];
      expect([id, answer.status, answer.body.code]).toEqual([id, ...refused]);
    }
  });

  test('what makes something makes it once, however often it is sent', async () => {
    expect(creating.length).toBeGreaterThan(7);
    for (const operation of creating) {
      const { id, parameters } = operation;
      expect([id, parameters]).toEqual([id, expect.arrayContaining(['Idempotency-Key'])]);
      const key = { 'Idempotency-Key': id };
      const first = await ask(operation, key);
      expect([id, first.status]).toEqual([
        id,
        expect.toSatisfy((status) => status === 201 || status === 202),
      ]);
      const made = await ours.journal();
      const again = await ask(operation, key);
      expect([id, again.status, again.headers['idempotent-replayed']]).toEqual([id, first.status, 'true']);
      const { text: _, ...shown } = first.body;
      expect(again.body).toEqual(shown);
      expect(await ours.journal()).toEqual(made);
    }
    const others = changes.filter(({ parameters }) => parameters.includes('Idempotency-Key'));
    expect(others).toEqual(creating);
  });
});
