import { expect, test } from 'vitest';
import type { SqlConnection } from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { parseDatabaseUrl } from '../../src/adapters/typeorm-persistence/database-url.ts';
import { deleteAllMemberships } from '../../src/adapters/typeorm-persistence/groups/membership-rows.ts';
import { productOf } from '../../src/adapters/typeorm-persistence/product-of.ts';
import { AccountScope } from '../../src/adapters/typeorm-persistence/scope/account-scope.ts';
import { rowsPerStatementMax } from '../../src/adapters/typeorm-persistence/statements/batches.ts';
import { accountId, groupId } from '../../src/domain/shared/identifiers.ts';
import { clockAt, noon } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { connectTo } from '../support/measured-connection.ts';
import { openDatabase } from '../support/open-storage.ts';

const account = accountId(crypto.randomUUID());
const caller = {
  ...{ principal: { kind: 'anonymous' as const }, source: 'test', requestId: 'test' },
  accountId: account,
};

onEachDatabase('the memberships of a removed group', (product) => {
  test('go in parts, and those of another group stay', async () => {
    const url = await product.freshUrl();
    const { storage } = openDatabase(url, 1);
    await storage.migrate();
    await storage.close();
    const connection = await connectTo(url);
    const deleted: number[] = [];
    const counting: SqlConnection = {
      locksHoldOnOneNode: false,
      manager: connection.manager,
      rows: (sql, parameters) => connection.rows(sql, parameters),
      run: async (sql, parameters) => {
        const rows = await connection.run(sql, parameters);
        deleted.push(rows);
        return rows;
      },
      write: (sql, parameters) => connection.write(sql, parameters),
    };
    const scope = new AccountScope(
      counting,
      productOf(parseDatabaseUrl(url)).dialect,
      caller,
      false,
      clockAt(noon),
    );
    const join = async (group: string, members: number) => {
      const ids = Array.from({ length: members }, (_, index) => `agent ${String(index).padStart(6, '0')}`);
      for (let from = 0; from < members; from += 5000) {
        const rows = ids.slice(from, from + 5000).map((id) => [account, group, id]);
        const places = rows.map(() => '(?, ?, ?)').join(', ');
        await connection.run(
          `INSERT INTO memberships (account_id, group_id, agent_id) VALUES ${places}`,
          rows.flat(),
        );
      }
    };
    await join('another', 1);
    const max = rowsPerStatementMax;
    for (const [members, parts] of [
      [0, [0]],
      [max - 1, [max - 1]],
      [max, [max, 0]],
      [2 * max + 1, [max, max, 1]],
    ] as const) {
      await join('group', members);
      deleted.length = 0;
      await deleteAllMemberships(scope, groupId('group'));
      expect(deleted).toEqual(parts);
    }
    expect(await connection.rows('SELECT group_id FROM memberships', [])).toEqual([{ group_id: 'another' }]);
    await connection.close();
  });
});
