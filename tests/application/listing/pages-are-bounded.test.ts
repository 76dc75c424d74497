import { beforeAll, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { StoredGroups } from '../../support/stored-groups.ts';

onEachDatabase('a page', (product) => {
  const stage = stageOn(product);
  let stored: StoredGroups;
  beforeAll(async () => {
    stored = await StoredGroups.on(stage().storage);
    await stored.provisionMany(1001);
  });

  test('of agents holds as many as were asked for, 1000 at most and 100 where it is not said', async () => {
    const { application, caller } = stored;
    const listed = async (limit?: number) => {
      const { resources, total } = await application.listAgents(caller, { limit, withGroups: false });
      return [resources.length, total];
    };
    expect(await listed()).toEqual([100, 1001]);
    expect(await listed(0)).toEqual([0, 1001]);
    expect(await listed(999)).toEqual([999, 1001]);
    expect(await listed(1000)).toEqual([1000, 1001]);
    expect(await listed(1001)).toEqual([1000, 1001]);
  });

  test('of the audit log holds as many entries as were asked for, and cannot be asked for more than 1000', async () => {
    const { application, caller } = stored;
    const { followAuditLog, readAuditLog } = application;
    const followed = async (limit?: number) =>
      (await followAuditLog(caller, { after: 0, limit })).entries.length;
    const latest = async (limit: number) => (await readAuditLog(caller, { limit })).length;
    for (const read of [followed, latest]) {
      expect(await read(1)).toBe(1);
      expect(await read(999)).toBe(999);
      expect(await read(1000)).toBe(1000);
      for (const limit of [1001, 0]) {
        const refused = { code: 'inputInvalid', details: { attribute: 'limit' } };
        await expect(read(limit)).rejects.toMatchObject(refused);
      }
    }
    expect(await followed()).toBe(1000);
  });

  test('of examples holds as many as were asked for, 10 where it is not said, and cannot be more than 100', async () => {
    const { application, caller } = stored;
    const rule = { text: 'active eq true' };
    const examples = async (examplesMax?: number) => {
      const { matching, joining, leaving } = await application.previewRule(caller, { rule, examplesMax });
      return [matching, joining, leaving].map((previewed) => previewed.examples.length);
    };
    expect(await examples()).toEqual([10, 10, 0]);
    expect(await examples(0)).toEqual([0, 0, 0]);
    expect(await examples(99)).toEqual([99, 99, 0]);
    expect(await examples(100)).toEqual([100, 100, 0]);
    const refused = { code: 'inputInvalid', details: { attribute: 'examplesMax' } };
    await expect(examples(101)).rejects.toMatchObject(refused);
  });
});
