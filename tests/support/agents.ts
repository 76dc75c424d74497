import type { Clock } from '../../src/application/ports/clock.ts';
import { Agent } from '../../src/domain/agent/agent.ts';
import type { DesiredAgent } from '../../src/domain/agent/desired-agent.ts';
import { accountId, agentId } from '../../src/domain/shared/identifiers.ts';
import { type Instant, instantOf } from '../../src/domain/shared/instant.ts';

export const acme = accountId('0199d2a0-0000-7000-8000-00000000acee');
export const noon: Instant = instantOf(new Date('2026-11-23T12:00:00.000Z'));
export const later: Instant = instantOf(new Date('2026-11-23T12:30:00.000Z'));

/** A clock that stands. */
export const clockAt = (at: Instant): Clock => ({ now: () => at });

/** What a directory wants, with only the relevant fields said. */
export const desired = (fields: Partial<DesiredAgent> = {}): DesiredAgent => ({
  userName: 'ada@example.com',
  active: true,
  ...fields,
});

/** A provisioned agent, with only the relevant fields said. */
export const provisioned = (fields: Partial<DesiredAgent> = {}): Agent =>
  Agent.provision(agentId('0199d2a0-0000-7000-8000-000000000001'), acme, desired(fields), noon).state;
