import { type Command, Option } from 'commander';
import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import { isIdentifier } from '../../../application/input/is-identifier.ts';
import { type Principal, principalKinds } from '../../../application/ports/caller.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { type ApiTokenId, apiTokenId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountSession } from '../account-verb.ts';
import { findAgent } from '../choose-agent.ts';
import { findGroup } from '../choose-group.ts';
import { OperatorError } from '../operator-error.ts';
import { parseTime } from './parse-time.ts';

/** Which entries are wanted, as operators say it. */
export interface FilterOptions {
  readonly agent?: string;
  readonly group?: string;
  readonly since?: Instant;
  readonly until?: Instant;
  readonly by?: string;
  readonly token?: string;
  readonly signIn?: string;
  readonly action?: string;
  readonly attribute?: string;
  readonly request?: string;
  readonly refused?: true;
  readonly refusal?: string;
}

export const withFilter = (command: Command): Command =>
  command
    .option(
      '--agent <agent>',
      'only entries about this agent; by email also about one who is gone, or never came in; by id also those of groups and sessions',
    )
    .addOption(
      new Option(
        '--group <id-or-name>',
        'only entries about this group, and of who joined and left it',
      ).conflicts('agent'),
    )
    .option(
      '--since <time>',
      'only entries of this time or later: 24h or 7d ago, a date (its beginning, in UTC), or a time',
      parseTime,
    )
    .option('--until <time>', 'only entries before this time, said in the same way', parseTime)
    .option(
      '--by <who>',
      'only what an operator, service, token, person or identityProvider of this name or id did; or what a kind of these, or anonymous callers, did',
    )
    .option(
      '--action <name>',
      'only what is called so, such as AgentUpdated, or attempts of it, such as ReviseAgent',
    )
    .option(
      '--attribute <path>',
      'only where this attribute, or a part of it, changed: title, name, profile.location',
    )
    .option('--request <id>', 'only what came of the request with this id')
    .option(
      '--token <id-or-name>',
      'only what was done with this API token, or to it, or was tried with it in vain',
    )
    .option(
      '--sign-in <words>',
      'only the sign-in that failed and whose page showed these words, such as brave-otter-42137',
    )
    .option('--refused', 'only attempts that were refused, as a whole or in part')
    .option('--refusal <code>', 'only attempts that were refused with this code, such as userNameTaken');

/** @throws OperatorError `timesReversed`, `agentAmbiguous`, `tokenNotFound`, `agentNotFound`, `groupNotFound`. */
export async function filterOf(session: AccountSession, options: FilterOptions): Promise<AuditLogFilter> {
  const { since, until, by, token, signIn, refused, action, attribute, request, refusal } = options;
  if (since !== undefined && until !== undefined && since >= until) {
    throw new OperatorError(
      'timesReversed',
      `Nothing is of ${since} or later and before ${until}. Give an earlier --since, or a later --until.`,
    );
  }
  return {
    ...(await targetOf(session, options)),
    ...{ since, until, signIn, refused, action, attribute, requestId: request, refusalCode: refusal },
    ...(by !== undefined && principalOf(by)),
    tokens: token === undefined ? undefined : await tokensOf(session, token),
  };
}

/** Entries keep names, so that one who was removed, or was always refused, is found by what people remember. */
async function targetOf(session: AccountSession, { agent, group }: FilterOptions): Promise<AuditLogFilter> {
  if (agent !== undefined) {
    const found = (await findAgent(session, agent))?.state;
    // By email also those of that email who were there before.
    if (found !== undefined && foldCase(found.userName) !== foldCase(agent)) return { involving: found.id };
    const filter = namedTarget('agent', agent);
    return found === undefined ? required(session, filter, 'agent', 'id or email') : filter;
  }
  if (group === undefined) return {};
  const found = await findGroup(session, group);
  if (found !== undefined) return { involving: found.state.id };
  return required(session, namedTarget('group', group), 'group', 'id or name');
}

const namedTarget = (targetType: 'agent' | 'group', named: string): AuditLogFilter =>
  isIdentifier(named) ? { involving: named } : { targetType, targetName: named };

/** Whoever mistypes a name is not to take it for proof that nothing happened. */
async function required(
  { application, caller }: AccountSession,
  filter: AuditLogFilter,
  noun: 'agent' | 'group',
  knownBy: string,
): Promise<AuditLogFilter> {
  const [known] = await application.readAuditLog(caller, { ...filter, limit: 1 });
  if (known !== undefined) return filter;
  throw new OperatorError(
    `${noun}NotFound`,
    `There is no ${noun} of that ${knownBy} in this account, and no entry of the audit log is about one.`,
  );
}

/** An id; or `ada`, `operator ada` or `operator`: as entries show who did something, or a part of that. */
function principalOf(who: string): AuditLogFilter {
  if (isIdentifier(who)) return { principalId: who };
  const [first = '', ...rest] = who.split(' ');
  const principalKind = principalKinds.find((kind: Principal['kind']) => kind === first);
  if (principalKind === undefined) return { principalName: who };
  return { principalKind, principalName: rest.length === 0 ? undefined : rest.join(' ') };
}

/** Tokens are never removed, so that a name which none has is a mistake. */
async function tokensOf(
  { application, caller }: AccountSession,
  named: string,
): Promise<readonly ApiTokenId[]> {
  if (isIdentifier(named)) return [apiTokenId(named)];
  const tokens = await application.listTokens(caller);
  const ids = tokens
    .filter(({ state }) => foldCase(state.name) === foldCase(named))
    .map(({ state }) => state.id);
  if (ids.length > 0) return ids;
  throw new OperatorError(
    'tokenNotFound',
    'There is no API token of that id or name in this account. These are there: rollcall token list',
  );
}
