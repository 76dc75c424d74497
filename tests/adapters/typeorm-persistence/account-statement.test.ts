import { expect, test } from 'vitest';
import { AccountStatement } from '../../../src/adapters/typeorm-persistence/scope/account-statement.ts';

test('a statement that names no account cannot be made', () => {
  expect(() => AccountStatement.of('DELETE FROM agents WHERE id = ?')).toThrow('bound to no account');
});

test('the account is bound wherever it is named, between the other parameters', () => {
  const statement = AccountStatement.of(
    'UPDATE t SET a = ? WHERE account_id = :account AND b = ? AND c = :account',
  );
  expect(statement.sql).toBe('UPDATE t SET a = ? WHERE account_id = ? AND b = ? AND c = ?');
  expect(statement.bind('acme', ['A', 'B'])).toEqual(['A', 'acme', 'B', 'acme']);
});

test.each([[[]], [['A', 'B']]])(
  'a statement is not run with the wrong number of parameters: %j',
  (parameters) => {
    const statement = AccountStatement.of('SELECT 1 FROM t WHERE account_id = :account AND a = ?');
    expect(() => statement.bind('acme', parameters)).toThrow(`not ${parameters.length}`);
  },
);
