import type { DataSource, QueryRunner } from 'typeorm';
import { expect, test } from 'vitest';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { TextsFoldedAsUnicode1764341000000 } from '../../src/adapters/typeorm-persistence/migrations/1764341000000-texts-folded-as-unicode.ts';
import { equals } from '../../src/criteria/criteria.ts';
import type { Agent } from '../../src/domain/agent/agent.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { groupFields } from '../../src/domain/group/group-fields.ts';
import { onEachDatabase } from '../support/databases.ts';
import { openDatabase, stageOn } from '../support/open-storage.ts';
import { StoredGroups } from '../support/stored-groups.ts';

const texts = [
  'ΟΔΟΣ',
  'Straße',
  'E\u0301cole',
  'plain',
  `${'ß'.repeat(150)}x`,
  `${'x'.repeat(198)}Σ ﬁ`,
  'İ',
  'Σ\0ß',
];

/** As texts were folded before. */
const foldedBefore = (text: string): string => text.normalize('NFC').toLowerCase();

onEachDatabase('what is stored in an older form', (product) => {
  const stage = stageOn(product);

  async function withRunner<Result>(work: (runner: QueryRunner) => Promise<Result>): Promise<Result> {
    const dataSource: DataSource = await dataSourceOf(stage().url).initialize();
    const runner = dataSource.createQueryRunner();
    try {
      return await work(runner);
    } finally {
      await runner.release();
      await dataSource.destroy();
    }
  }

  const migration = new TextsFoldedAsUnicode1764341000000();
  const keys = (account: string) =>
    withRunner(async (runner) => ({
      agents: await runner.query(
        'SELECT id, user_name, user_name_key FROM agents WHERE account_id = ? ORDER BY id',
        [account],
      ),
      values: await runner.query(
        'SELECT agent_id, path, element, value_key, value_rest FROM agent_values WHERE account_id = ? ORDER BY agent_id, path, element',
        [account],
      ),
      groups: await runner.query(
        'SELECT id, display_name, display_name_key, template_value_key FROM agent_groups WHERE account_id = ? ORDER BY id',
        [account],
      ),
      journal: await runner.query(
        'SELECT position, target_name_key FROM journal WHERE account_id = ? ORDER BY position',
        [account],
      ),
    }));

  /** Writes keys as they were before, beside rows that were not there, and one that was for a day that is none. */
  async function makeOlder(runner: QueryRunner, account: string, agents: readonly Agent[]): Promise<void> {
    await migration.down(runner);
    for (const { state } of agents) {
      await runner.query('UPDATE agents SET user_name_key = ? WHERE id = ?', [
        foldedBefore(state.userName),
        state.id,
      ]);
      const whole = [...`s${foldedBefore(String(state.directory.title))}`];
      await runner.query(
        "UPDATE agent_values SET value_key = ?, value_rest = ? WHERE agent_id = ? AND path = 'title'",
        [whole.slice(0, 200).join(''), whole.length > 200 ? whole.slice(200).join('') : null, state.id],
      );
      await runner.query("INSERT INTO agent_values VALUES (?, ?, 'profile.day#instant', 0, 'dc278', NULL)", [
        account,
        state.id,
      ]);
    }
    await runner.query("DELETE FROM agent_values WHERE account_id = ? AND path LIKE '%#exact'", [account]);
    const teams = "account_id = ? AND path = 'profile.team'";
    await runner.query(`UPDATE agent_values SET value_key = 'sοδος' WHERE ${teams}`, [account]);
    const made = 'account_id = ? AND template_id IS NOT NULL';
    await runner.query(`UPDATE agent_groups SET template_value_key = 'sοδος' WHERE ${made}`, [account]);
    const names: { id: string; display_name: string }[] = await runner.query(
      'SELECT id, display_name FROM agent_groups WHERE account_id = ?',
      [account],
    );
    for (const { id, display_name } of names)
      await runner.query('UPDATE agent_groups SET display_name_key = ? WHERE id = ?', [
        foldedBefore(display_name),
        id,
      ]);
    const entries: { position: number; target_name: string }[] = await runner.query(
      'SELECT position, target_name FROM journal WHERE account_id = ?',
      [account],
    );
    for (const { position, target_name } of entries)
      await runner.query('UPDATE journal SET target_name_key = ? WHERE position = ?', [
        foldedBefore(target_name),
        position,
      ]);
  }

  async function filled(): Promise<{ stored: StoredGroups; account: string; agents: Agent[] }> {
    const stored = await StoredGroups.on(stage().storage);
    const agents: Agent[] = [];
    for (const [index, title] of texts.entries()) {
      const photos = [{ value: 'https://X.example/Photo.JPG' }, { value: 'https://x.example/b' }];
      const fields = { directory: { title, photos }, profile: { day: '2024-02-30', born: '2024-02-29' } };
      const userName = `${['οδος', 'ß', 'e\u0301', 'ada'][index % 4]}${index}@example.com`;
      agents.push(await stored.agents.provision({ userName, ...fields }));
      await stored.create({ displayName: title.slice(0, 255) });
    }
    await stored.agents.provision({ profile: { team: 'ΟΔΟΣ' } });
    const template = { kind: 'agents', attribute: 'profile.team', includesDeactivated: false } as const;
    await stored.application.createGroupTemplate(stored.caller, { ...template, namePattern: 'Team {value}' });
    return { stored, account: stored.caller.accountId, agents };
  }

  test('gets the keys of what is stored anew, as often as it is tried', async () => {
    const { account, agents } = await filled();
    const written = await keys(account);
    await withRunner((runner) => makeOlder(runner, account, agents));
    expect(await keys(account)).not.toEqual(written);
    for (let run = 0; run < 2; run++) {
      await withRunner((runner) => migration.up(runner));
      expect(await keys(account)).toEqual(written);
    }
  });

  test('is kept apart where two are one text by now, and can be changed and removed', async () => {
    const { stored, account } = await filled();
    const first = await stored.agents.provision({ userName: 'strasse@example.com' });
    const second = await stored.agents.provision({ userName: 'other@example.com' });
    const [streets, other] = [
      await stored.create({ displayName: 'STRASSEN' }),
      await stored.create({ displayName: 'Other' }),
    ];
    await withRunner(async (runner) => {
      await runner.query(
        "UPDATE agents SET user_name = 'straße@example.com', user_name_key = 'straße@example.com', attributes = REPLACE(attributes, 'other@', 'straße@') WHERE id = ?",
        [second.state.id],
      );
      await runner.query(
        "UPDATE agent_groups SET display_name = 'Straßen', display_name_key = 'straßen' WHERE id = ?",
        [other.state.id],
      );
      await runner.query("DELETE FROM migrations WHERE name = 'TextsFoldedAsUnicode1764341000000'");
    });
    const warned: string[] = [];
    const log = { warn: (message: string) => void warned.push(message), error: () => undefined };
    const reopened = openDatabase(stage().url, 1, log);
    await reopened.storage.migrate();
    await reopened.storage.close();
    expect(warned).toHaveLength(2);
    for (const [index, { id }] of [second.state, other.state].entries()) {
      expect(warned[index]).toContain(id);
      expect(warned[index]).toContain(account);
      expect(warned[index]).not.toMatch(/stra(ß|ss)e/i);
    }
    const found = await stored.agents.list({ criteria: equals(agentFields.userName, 'STRASSE@example.com') });
    expect(found.resources.map(({ agent }) => agent.state.id)).toEqual([first.state.id]);
    await stored.agents.revise(second.state.id, () => ({ displayName: 'Changed' }));
    await stored.step((await stored.read(other)).group, 'add', first);
    expect(await stored.memberIds(other)).toEqual([first.state.id]);
    const named = await stored.application.listGroups(stored.caller, {
      criteria: equals(groupFields.displayName, 'strassen'),
    });
    expect(named.resources.map(({ group }) => group.state.id)).toEqual([streets.state.id]);
    const agent = await stored.agents.find(second.state.id);
    if (agent !== undefined) await stored.agents.remove(agent);
    await stored.remove((await stored.read(other)).group);
  });
});
