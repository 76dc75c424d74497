import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

/** What is done to many agents, one after the other. It can be run again. */
export class AgentJobs1764600000000 implements MigrationInterface {
  readonly name = 'AgentJobs1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    const { indexesAfter, indexesIn, json, table } = await columnTypesOf(runner);
    const indexes = { agent_jobs_due: 'due_at' };
    await runner.query(`CREATE TABLE IF NOT EXISTS agent_jobs (
      account_id VARCHAR(36) NOT NULL,
      id VARCHAR(36) NOT NULL,
      version INTEGER NOT NULL,
      action VARCHAR(16) NOT NULL,
      reason VARCHAR(500),
      asker ${json} NOT NULL,
      agents ${json} NOT NULL,
      worked INTEGER NOT NULL,
      refused ${json} NOT NULL,
      created_at VARCHAR(24) NOT NULL,
      cancelled_at VARCHAR(24),
      ended_at VARCHAR(24),
      holder VARCHAR(36),
      due_at VARCHAR(24) NOT NULL,
      PRIMARY KEY (account_id, id)${indexesIn(indexes)}
    )${table}`);
    for (const statement of indexesAfter('agent_jobs', indexes)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_jobs');
  }
}
