import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type UseCases, useCases } from '../../src/application/index.ts';
import { serviceAccountId } from '../../src/application/ports/caller.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { agentId } from '../../src/domain/shared/identifiers.ts';
import { onEachDatabase, sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { filledAccount, nobody } from './in-the-journal/filled-account.ts';

type Untyped = (caller: unknown, input?: unknown) => Promise<unknown>;

const nested = (levels: number): unknown => {
  let criteria: unknown = { kind: 'all', of: [] };
  for (let level = 1; level < levels; level++) criteria = { kind: 'not', of: criteria };
  return criteria;
};
const longText = 'x'.repeat(1_000_000);
const userName = 'new@example.com';

onEachDatabase('an untyped caller', (product) => {
  const stage = stageOn(product);

  async function untyped() {
    const on = await filledAccount(stage());
    const call = (name: keyof UseCases, input: unknown) => callAs(on.caller, name, input);
    const callAs = (caller: unknown, name: keyof UseCases, input: unknown) =>
      (on.application[name] as Untyped)(caller, input).then(
        () => undefined,
        (error: unknown) => error,
      );
    const newest = async (accountId = on.caller.accountId) =>
      (await on.application.readAuditLog({ ...on.caller, accountId }, { limit: 1 }))[0];
    return { ...on, call, callAs, newest };
  }
  const provisioning = (desired: unknown) => ['provisionAgent', { desired }] as const;

  test.each<readonly [keyof UseCases, unknown, string | undefined]>([
    [...provisioning({ userName, active: 'yes' }), 'desired.active'],
    [...provisioning({ userName }), 'desired.active'],
    [...provisioning({ userName, active: null }), 'desired.active'],
    [...provisioning({ userName: ['x'], active: true }), 'desired.userName'],
    [...provisioning({ userName, active: true, externalId: null }), 'desired.externalId'],
    [...provisioning({ userName, active: true, name: 'Ada' }), 'desired.name'],
    [...provisioning({ userName, active: true, name: { givenName: 1 } }), 'desired.name.givenName'],
    [...provisioning({ userName, active: true, emails: { value: 'x' } }), 'desired.emails'],
    [...provisioning({ userName, active: true, emails: ['x'] }), 'desired.emails.0'],
    [...provisioning({ userName, active: true, emails: [{}] }), 'desired.emails.0.value'],
    [...provisioning({ userName, active: true, emails: [[]] }), 'desired.emails'],
    ['importRuleExceptions', { rows: [[], []] }, 'rows'],
    ['applyConfiguration', { groups: { byHand: [[]] } }, 'groups.byHand'],
    [...provisioning({ userName, active: true, profile: ['x'] }), 'desired.profile'],
    [...provisioning({ userName, active: true, aktive: false }), 'desired.aktive'],
    [
      ...provisioning(JSON.parse('{"userName":"n@example.com","active":true,"__proto__":{}}')),
      'desired.__proto__',
    ],
    [
      ...provisioning(JSON.parse('{"userName":"n@example.com","active":true,"constructor":1}')),
      'desired.constructor',
    ],
    [...provisioning(undefined), 'desired'],
    ['provisionAgent', { desired: { userName, active: true }, id: 'me' }, 'id'],
    ['provisionAgents', { provisionings: {} }, 'provisionings'],
    [
      'provisionAgents',
      { provisionings: [{ desired: { userName, active: 1 } }] },
      'provisionings.0.desired.active',
    ],
    ['provisionAgents', { provisionings: Array(1001).fill({}) }, 'provisionings'],
    ['importAgents', { rows: [{ userName, active: 1 }] }, 'rows.0.active'],
    ['importAgents', { rows: Array(1001).fill({}) }, 'rows'],
    ['importAgents', { rows: 'all' }, 'rows'],
    ['readAgent', { id: 'ada@example.com' }, 'id'],
    ['readAgent', { id: longText }, 'id'],
    ['reviseAgent', { id: nobody, revise: 'active' }, 'revise'],
    ['reviseAgent', { id: nobody, revise: () => ({}), ifVersion: '1' }, 'ifVersion'],
    ['removeAgent', { id: nobody, ifVersion: { noneOf: 1 } }, 'ifVersion'],
    ['listAgents', { criteria: { kind: 'every' } }, 'criteria'],
    ['listAgents', { criteria: nested(33) }, 'criteria'],
    ['listAgents', { criteria: { kind: 'all', of: Array(1000).fill(nested(1)) } }, 'criteria'],
    [
      'listAgents',
      { criteria: { kind: 'compare', field: 'userName', operator: 'equals', value: 1 } },
      'criteria',
    ],
    ['listAgents', { criteria: { kind: 'identified', ids: Array(1001).fill('x') } }, 'criteria'],
    ['listAgents', { ordering: { field: { path: 'x' } } }, 'ordering'],
    ['listAgents', { from: -1 }, 'from'],
    ['listAgents', { from: { id: 1 } }, 'from'],
    ['listAgents', { limit: 1.5 }, 'limit'],
    ['listAgents', { withTotal: 'no' }, 'withTotal'],
    ['declareProfileAttribute', { name: 'x' }, 'declaration'],
    ['declareProfileAttribute', { name: 'x', declaration: { type: 'text' } }, 'declaration.type'],
    [
      'declareProfileAttribute',
      { name: 'x', declaration: { allowedValues: [{}] } },
      'declaration.allowedValues',
    ],
    ['renameProfileAttribute', { from: 'a', to: 'b', progress: true }, 'progress'],
    ['openAccount', { name: 1 }, 'name'],
    ['openAccount', { name: 'x', ssoIssuer: null }, 'ssoIssuer'],
    ['connectSso', { issuer: null }, 'issuer'],
    ['rotateToken', { id: nobody, name: null }, 'name'],
    ['issueToken', { name: 'x', agentId: null }, 'agentId'],
    ['authenticateToken', { text: null }, 'text'],
    ['switchGroupsOverScim', { on: 'off' }, 'on'],
    ['issueToken', { name: 'x', expiresInDays: '1' }, 'expiresInDays'],
    ['readAuditLog', { limit: 1001 }, 'limit'],
    ['readAuditLog', { limit: 1, since: '2026-11-23' }, 'since'],
    ['readAuditLog', { limit: 1, until: '2026-11-31T12:00:00.000Z' }, 'until'],
    ['readAuditLog', { limit: 1, principalKind: 'root' }, 'principalKind'],
    ['readAuditLog', { limit: 1, refused: false }, 'refused'],
    ['followAuditLog', { after: 0, tokens: [] }, 'tokens'],
    ['followAuditLog', { after: 0, tokens: ['Okta'] }, 'tokens'],
    ['followAuditLog', { after: 0, tokens: Array(101).fill(nobody) }, 'tokens'],
    ['followAuditLog', { after: '0' }, 'after'],
    ['readAgent', undefined, undefined],
    ['readAgent', null, undefined],
    ['readAgent', ['x'], undefined],
    ['readAgent', () => ({}), undefined],
  ])('who calls %s with %j is told what is wrong, and so is the journal', async (name, input, attribute) => {
    const { call, newest, caller } = await untyped();
    const error = await call(name, input);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: 'inputInvalid', details: { attribute } });
    expect((error as DomainError).message.length).toBeLessThan(500);
    const journal = useCases[name].kind === 'crossesAccounts' ? serviceAccountId : caller.accountId;
    expect(await newest(journal)).toMatchObject({
      action: useCases[name].name,
      refusal: { code: 'inputInvalid' },
    });
  });

  const odd = (path: string, type = 'text') => ({ path, type, caseExact: true });
  const contains = (field: object, value: unknown) => ({
    kind: 'compare',
    operator: 'contains',
    field,
    value,
  });
  test.each([
    { criteria: contains(odd('nothing'), '\u0000') },
    { criteria: contains(odd('active'), 'x') },
    { criteria: { ...contains(odd('meta.created', 'number'), true), operator: 'greater' } },
    { criteria: { kind: 'element', path: 'emails', of: contains(odd('roles.value'), 'x') } },
    { criteria: { kind: 'element', path: 'groups', of: contains(odd('emails.value'), 'x') } },
    {
      criteria: { kind: 'element', path: 'emails', of: { kind: 'element', path: 'roles', of: nested(1) } },
    },
    { criteria: { kind: 'element', path: 'members', of: { kind: 'identified', ids: ['x'] } } },
    { criteria: nested(32) },
    { ordering: { field: odd('groups.value'), descending: true } },
    { ordering: { field: odd("x' OR 1=1 --"), descending: false } },
    { from: { id: 'x', key: null } },
  ])('who asks for what makes no sense, %j, is answered or refused', async (listing) => {
    const { call } = await untyped();
    for (const name of ['listAgents', 'listGroups'] as const) {
      const error = await call(name, listing);
      if (error !== undefined) expect(error).toBeInstanceOf(DomainError);
    }
  });

  test('who gives an id that is taken is refused', async () => {
    const { call, ada, hand, application, caller, newest } = await untyped();
    const taken = { code: 'identifierTaken', details: { attribute: 'id' } };
    const desired = { userName, active: true };
    expect(await call('provisionAgent', { desired, id: ada })).toMatchObject(taken);
    expect(await newest()).toMatchObject({ action: 'ProvisionAgent', refusal: { code: 'identifierTaken' } });
    expect(await call('createGroup', { desired: { displayName: 'New' }, id: hand })).toMatchObject(taken);
    const [other, twice] = ['a@example.com', 'b@example.com'].map((name) => ({
      desired: { ...desired, userName: name },
      id: agentId(randomUUID()),
    }));
    const provisionings = [{ desired, id: ada }, other, { ...twice, id: other?.id }] as never;
    const outcomes = await application.provisionAgents(caller, { provisionings });
    expect(outcomes).toMatchObject([taken, { agent: { state: { id: other?.id } } }, taken]);
  });

  test('whose revision answers with something else changes nothing', async () => {
    const { call, newest, ada, application, caller } = await untyped();
    const before = await application.readAgent(caller, { id: ada });
    for (const answer of [
      undefined,
      null,
      { userName: 'ada@example.com', active: 'no' },
      Promise.resolve(),
    ]) {
      const error = await call('reviseAgent', { id: ada, revise: () => answer });
      expect(error).toMatchObject({ code: 'inputInvalid' });
      expect(await newest()).toMatchObject({ action: 'ReviseAgent', target: { name: 'ada@example.com' } });
    }
    expect(await application.readAgent(caller, { id: ada })).toEqual(before);
  });
});

describe('whatever an untyped caller passes', () => {
  const stage = stageOn(sqlite);

  test.each(Object.keys(useCases) as (keyof UseCases)[])('%s does it or says what is wrong', async (name) => {
    const { application, caller } = await filledAccount(stage());
    const run = application[name] as Untyped;
    const properties = propertyNamesOf(name);
    const anyInput = fc.oneof(
      fc.anything({ withNullPrototype: true, maxDepth: 3 }),
      fc.dictionary(fc.constantFrom('__proto__', 'constructor', ...properties), fc.anything({ maxDepth: 2 })),
    );
    const anyCaller = fc.oneof({ weight: 4, arbitrary: fc.constant(caller) }, fc.anything());
    await fc.assert(
      fc.asyncProperty(anyCaller, anyInput, async (as, input) => {
        const error = await run(as, input).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error !== undefined) expect(error).toBeInstanceOf(DomainError);
      }),
      { numRuns: 40 },
    );
  });
});

function propertyNamesOf(name: keyof UseCases): readonly string[] {
  const useCase = useCases[name];
  return 'input' in useCase && useCase.input !== undefined ? Object.keys(new useCase.input() as object) : [];
}
