import type { Command } from 'commander';
import { isIdentifier } from '../../../application/input/is-identifier.ts';
import type { RequestFilter } from '../../../application/ports/request-log.ts';
import { agentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountSession } from '../account-verb.ts';
import { parseTime } from '../audit/parse-time.ts';
import { findAgent } from '../choose-agent.ts';
import { chooseToken } from '../choose-token.ts';
import { wholeNumber } from '../verb.ts';

/** Which requests are wanted, as operators say it. */
export interface RequestOptions {
  readonly agent?: string;
  readonly token?: string;
  readonly failed?: true;
  readonly status?: number;
  readonly since?: Instant;
  readonly until?: Instant;
}

export const withRequestFilter = (command: Command): Command =>
  command
    .option(
      '--agent <agent>',
      'only requests about this agent; by email also about one who is gone, or never came in',
    )
    .option('--token <id-or-name>', 'only requests with this API token')
    .option('--failed', 'only requests that were refused, as a whole or in part, or failed')
    .option('--status <status>', 'only requests that were answered so', wholeNumber(100, 599))
    .option(
      '--since <time>',
      'only requests of this time or later: 24h or 7d ago, a date (its beginning, in UTC), or a time',
      parseTime,
    )
    .option('--until <time>', 'only requests before this time, said in the same way', parseTime);

/** @throws OperatorError `agentAmbiguous`, `tokenNotFound`, `tokenAmbiguous`. */
export async function requestFilterOf(
  session: AccountSession,
  { agent, token, failed, status, since, until }: RequestOptions,
): Promise<RequestFilter> {
  return {
    ...(agent !== undefined && (await aboutAgent(session, agent))),
    principalId: token === undefined ? undefined : (await chooseToken(session, token)).state.id,
    ...{ failed, status, since, until },
  };
}

/** What was refused before there was an agent is found by the email alone. */
async function aboutAgent(session: AccountSession, named: string): Promise<RequestFilter> {
  const found = (await findAgent(session, named))?.state;
  if (found !== undefined) return { agentId: found.id, userName: found.userName };
  return isIdentifier(named) ? { agentId: agentId(named) } : { userName: named };
}
