import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addValues, type ElementValue } from '../../../criteria/attribute-values.ts';
import type { JsonObject } from '../../../criteria/json.ts';

const paths = [
  'profileUrl',
  'photos.value',
  'x509Certificates.value',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref',
];
const agentsPerStatement = 200;
const keyCharactersMax = 200;

interface AgentRow {
  readonly id: string;
  readonly attributes: string | { readonly directory: JsonObject };
}

/**
 * References and binaries are compared as they are written (RFC 7643 sections 2.3.6 and 2.3.7), so the value index has
 * them in that form beside the folded one. It can be run again.
 */
export class CaseExactValues1764900000000 implements MigrationInterface {
  readonly name = 'CaseExactValues1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    const accounts = (await runner.query('SELECT id FROM accounts')) as { readonly id: string }[];
    for (const { id } of accounts) await addExactValues(runner, id);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM agent_values WHERE path IN (${placesOf(paths)})`, paths.map(exactPath));
  }
}

async function addExactValues(runner: QueryRunner, accountId: string): Promise<void> {
  const having = `SELECT DISTINCT agent_id AS id FROM agent_values WHERE account_id = ? AND path IN (${placesOf(paths)}) AND agent_id > ? ORDER BY agent_id LIMIT ${agentsPerStatement}`;
  let after: string | undefined = '';
  while (after !== undefined) {
    const found = (await runner.query(having, [accountId, ...paths, after])) as { readonly id: string }[];
    const ids: readonly string[] = found.map(({ id }) => id);
    for (const id of ids) await replaceExactValues(runner, accountId, id);
    after = ids.at(agentsPerStatement - 1);
  }
}

async function replaceExactValues(runner: QueryRunner, accountId: string, agentId: string): Promise<void> {
  const isOfAgent = 'WHERE account_id = ? AND agent_id = ?';
  await runner.query(`DELETE FROM agent_values ${isOfAgent} AND path IN (${placesOf(paths)})`, [
    accountId,
    agentId,
    ...paths.map(exactPath),
  ]);
  const rows = (await runner.query('SELECT id, attributes FROM agents WHERE account_id = ? AND id = ?', [
    accountId,
    agentId,
  ])) as AgentRow[];
  for (const { attributes } of rows) {
    const { directory } = typeof attributes === 'string' ? JSON.parse(attributes) : attributes;
    const values = new Map<string, ElementValue[]>();
    addValues(values, directory);
    for (const path of paths) {
      for (const { element, value } of values.get(path) ?? []) {
        if (typeof value !== 'string') continue;
        await runner.query(
          'INSERT INTO agent_values (account_id, agent_id, path, element, value_key, value_rest) VALUES (?, ?, ?, ?, ?, ?)',
          [accountId, agentId, exactPath(path), element, ...keyOf(value)],
        );
      }
    }
  }
}

const exactPath = (path: string): string => `${path}#exact`;

const placesOf = (list: readonly unknown[]): string => list.map(() => '?').join(', ');

/** The beginning of the text, behind the tag of texts, and the rest of it. */
function keyOf(value: string): [string, string | null] {
  const characters = [...`s${value}`];
  const rest = characters.slice(keyCharactersMax).join('');
  return [characters.slice(0, keyCharactersMax).join(''), rest === '' ? null : rest];
}
