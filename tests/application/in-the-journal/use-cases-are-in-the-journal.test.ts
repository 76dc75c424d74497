import { describe, expect, test } from 'vitest';
import { type UseCases, useCases } from '../../../src/application/index.ts';
import { serviceAccountId } from '../../../src/application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../../src/application/ports/event-feed.ts';
import { DomainError } from '../../../src/domain/shared/domain-error.ts';
import { administer, onEachDatabase } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { cases } from './cases.ts';
import { type FilledAccount, filledAccount } from './filled-account.ts';

const newestOf = async ({ application, caller }: FilledAccount, accountId = caller.accountId) =>
  application.readAuditLog({ ...caller, accountId }, { limit: 1000 });

/** Each of the agents is an attempt of its own. */
const storesMany: ReadonlySet<string> = new Set(['importAgents', 'provisionAgents']);

onEachDatabase('a use case', (product) => {
  const stage = stageOn(product);

  test('has a case here', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(useCases).sort());
  });

  describe.each(Object.entries(cases))('%s', (name, { does, isRefused, ...expected }) => {
    const { name: action, kind } = useCases[name as keyof UseCases];

    test(`leaves ${expected.entries.length === 0 ? 'no entry' : expected.entries.join(', ')}`, async () => {
      const account = await filledAccount(stage());
      const [before, stateBefore] = [await newestOf(account), await stateOf(account.url)];
      const result = await does(account);
      const after = await newestOf(account, expected.accountOf?.(result as never));
      expect(actionsOf(addedTo(before, after))).toEqual(expected.entries);
      const isChanged = JSON.stringify(await stateOf(account.url)) !== JSON.stringify(stateBefore);
      expect(isChanged).toBe(expected.entries.length > 0);
      if (kind === 'changes') expect(isChanged).toBe(true);
      if (kind === 'reads') expect(isChanged).toBe(false);
    });

    test('leaves one entry of a refusal, and changes nothing', async () => {
      const account = await filledAccount(stage());
      const journal = expected.isOfTheService ? serviceAccountId : account.caller.accountId;
      const [before, stateBefore] = [await newestOf(account, journal), await stateOf(account.url)];
      const error = await isRefused(account).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(DomainError);
      expect(error).toMatchObject({ code: expected.code });
      const added = addedTo(before, await newestOf(account, journal));
      const { message } = error as DomainError;
      expect(added).toMatchObject([{ refusal: { code: expected.code, message }, changes: [] }]);
      expect(added[0]?.action).toBe(storesMany.has(name) ? 'ProvisionAgent' : action);
      if (expected.target === undefined) expect(added[0]?.target?.id).toBeUndefined();
      else expect(added[0]?.target).toMatchObject(expected.target);
      expect(await stateOf(account.url)).toEqual(stateBefore);
    });
  });
});

const actionsOf = (entries: readonly RecordedJournalEntry[]) => entries.map(({ action }) => action);

const addedTo = (before: readonly RecordedJournalEntry[], after: readonly RecordedJournalEntry[]) => {
  const known = new Set(before.map(({ position }) => position));
  return after.filter(({ position }) => !known.has(position)).toReversed();
};

/** All that the database keeps, but the journal and when tokens were used. */
async function stateOf(url: string): Promise<unknown> {
  const tables = [
    ...['accounts', 'agents', 'agent_values', 'profile_attributes'],
    ...['agent_groups', 'memberships', 'group_templates', 'unkept_attributes', 'sso_connections'],
    ...['sessions', 'sign_in_links', 'used_assertions', 'agent_jobs', 'deactivation_brakes'],
  ];
  const state = await Promise.all(tables.map((table) => administer(url, `SELECT * FROM ${table}`)));
  const tokens = 'SELECT account_id, id, name, expires_at, revoked_at, rotated_from FROM api_tokens';
  return [...state, await administer(url, tokens)];
}
