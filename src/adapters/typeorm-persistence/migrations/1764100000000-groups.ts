import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ColumnTypes, columnTypesOf } from './column-types.ts';

/** `groups` is a reserved word in MySQL, hence `agent_groups`. Each statement can be run again. */
export class Groups1764100000000 implements MigrationInterface {
  readonly name = 'Groups1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements(await columnTypesOf(runner))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['memberships', 'agent_groups', 'group_templates']) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}

const statements = ({ longText, json, table, indexesIn, indexesAfter }: ColumnTypes): string[] => [
  `CREATE TABLE IF NOT EXISTS agent_groups (
    account_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    display_name VARCHAR(255) NOT NULL,
    display_name_key VARCHAR(320) NOT NULL,
    external_id VARCHAR(255),
    kind VARCHAR(16) NOT NULL,
    governed_by VARCHAR(16) NOT NULL,
    rule ${longText},
    template_id VARCHAR(36),
    template_path VARCHAR(200),
    template_value_key VARCHAR(200),
    includes_deactivated SMALLINT,
    version INTEGER NOT NULL,
    created_at VARCHAR(24) NOT NULL,
    last_modified_at VARCHAR(24) NOT NULL,
    PRIMARY KEY (account_id, id),
    CONSTRAINT agent_groups_display_name UNIQUE (account_id, display_name_key),
    CONSTRAINT agent_groups_template_value UNIQUE (account_id, template_id, template_value_key)${indexesIn(groupIndexes)}
  )${table}`,
  `CREATE TABLE IF NOT EXISTS memberships (
    account_id VARCHAR(36) NOT NULL,
    group_id VARCHAR(36) NOT NULL,
    agent_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (account_id, group_id, agent_id)${indexesIn(membershipIndexes)}
  )${table}`,
  `CREATE TABLE IF NOT EXISTS group_templates (
    account_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    attribute VARCHAR(400) NOT NULL,
    path VARCHAR(200) NOT NULL,
    field ${json} NOT NULL,
    name_pattern VARCHAR(200) NOT NULL,
    includes_deactivated SMALLINT NOT NULL,
    created_at VARCHAR(24) NOT NULL,
    PRIMARY KEY (account_id, id)
  )${table}`,
  ...indexesAfter('agent_groups', groupIndexes),
  ...indexesAfter('memberships', membershipIndexes),
];

const groupIndexes = {
  agent_groups_external_id: 'account_id, external_id, id',
  agent_groups_created: 'account_id, created_at, id',
  agent_groups_last_modified: 'account_id, last_modified_at, id',
  agent_groups_version: 'account_id, version, id',
  agent_groups_governed_by: 'account_id, governed_by, template_id, id',
  agent_groups_kind: 'account_id, kind, id',
};
const membershipIndexes = { memberships_agent: 'account_id, agent_id, group_id' };
