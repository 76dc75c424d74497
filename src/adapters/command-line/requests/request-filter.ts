import { type Command, Option } from 'commander';
import { isIdentifier } from '../../../application/input/is-identifier.ts';
import type { RequestFilter } from '../../../application/ports/request-log.ts';
import { agentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountSession } from '../account-verb.ts';
import { parseTime } from '../audit/parse-time.ts';
import { chooseAgent, findAgent } from '../choose-agent.ts';
import { chooseToken } from '../choose-token.ts';
import { wholeNumber } from '../verb.ts';

/** Which requests are wanted, as operators say it. */
export interface RequestOptions {
  readonly agent?: string;
  readonly token?: string;
  readonly person?: string;
  readonly request?: string;
  readonly signIn?: string;
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
    .addOption(
      new Option(
        '--person <agent>',
        'only what this person asked, who had signed in; by id also one who is gone',
      ).conflicts('token'),
    )
    .option('--request <id>', 'only the request with this id')
    .option(
      '--sign-in <words>',
      'only the sign-in that failed and whose page showed these words, such as brave-otter-42137',
    )
    .option('--failed', 'only requests that were refused, as a whole or in part, or failed')
    .option(
      '--status <status>',
      'only requests that were answered so; 0 for what was not recorded',
      wholeNumber(0, 599),
    )
    .option(
      '--since <time>',
      'only requests of this time or later: 24h or 7d ago, a date (its beginning, in UTC), or a time',
      parseTime,
    )
    .option('--until <time>', 'only requests before this time, said in the same way', parseTime);

/** @throws OperatorError `agentNotFound`, `agentAmbiguous`, `tokenNotFound`, `tokenAmbiguous`. */
export async function requestFilterOf(
  session: AccountSession,
  { agent, token, person, request, signIn, failed, status, since, until }: RequestOptions,
): Promise<RequestFilter> {
  return {
    ...(agent !== undefined && (await aboutAgent(session, agent))),
    ...(token !== undefined && { principalId: (await chooseToken(session, token)).state.id }),
    ...(person !== undefined && { principalId: await personNamed(session, person) }),
    ...{ requestId: request, mnemonic: signIn, failed, status, since, until },
  };
}

/** One who is gone is known by the id alone. */
const personNamed = async (session: AccountSession, named: string): Promise<string> =>
  isIdentifier(named)
    ? ((await findAgent(session, named))?.state.id ?? named)
    : (await chooseAgent(session, named)).state.id;

/** What was refused before there was an agent is found by the email alone. */
async function aboutAgent(session: AccountSession, named: string): Promise<RequestFilter> {
  const found = (await findAgent(session, named))?.state;
  if (found !== undefined) return { agentId: found.id, userName: found.userName };
  return isIdentifier(named) ? { agentId: agentId(named) } : { userName: named };
}
