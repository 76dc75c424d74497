import type { ApiToken } from '../../domain/account/api-token.ts';
import type { JournalEntry } from '../ports/journal-entry.ts';
import type { AnsweredRequest } from '../ports/request-log.ts';
import type { ReadScope } from '../ports/unit-of-work.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { oktaSetUp } from './okta/okta-set-up.ts';
import type { OktaSetUp } from './okta/set-up.ts';

const entriesMax = 200;
const requestsMax = 60;
/** While a token is rotated two are in use. */
const tokensMax = 2;

/**
 * How far the account is set up with Okta: each step as what really happened tells it, and what is typed where. Of what
 * happened it looks at the newest.
 */
export const readOktaSetUp = defineUseCase({
  name: 'ReadOktaSetUp',
  permission: 'requests:read',
  kind: 'reads',
  readsJournal: true,
  run: async (scope, _, __, { at }): Promise<OktaSetUp> => {
    const tokens = (await scope.tokens.list()).filter(({ state }) => isOfDirectory(state));
    const ids = tokens.map(({ state }) => state.id).slice(-tokensPerFilterMax);
    const entries = ids.length === 0 ? [] : await scope.journal.latest({ limit: entriesMax, tokens: ids });
    return oktaSetUp({
      ...{ at, tokens },
      entries: entries.filter(isByDirectory),
      requests: await requestsWith(scope, lastUsed(tokens)),
      connections: await scope.ssoConnections.list(),
      attributes: await scope.profileAttributes.list(),
      unkept: await scope.unkeptAttributes.list(),
    });
  },
});

/** As many as the journal can be asked about at once. */
const tokensPerFilterMax = 100;

const isOfDirectory = ({ scopes, agentId }: ApiToken['state']): boolean =>
  scopes.includes('scim') && agentId === undefined;

/** What people do to tokens is none of it. */
const isByDirectory = ({ principal, action }: JournalEntry): boolean =>
  principal.kind === 'token' || action === 'AuthenticateToken';

const lastUsed = (tokens: readonly ApiToken[]): readonly ApiToken[] =>
  tokens
    .toSorted(({ state: left }, { state: right }) => (usedAt(left) < usedAt(right) ? 1 : -1))
    .slice(0, tokensMax);

const usedAt = ({ lastUsedAt, createdAt }: ApiToken['state']): string => lastUsedAt ?? createdAt;

async function requestsWith({ requests }: ReadScope, tokens: readonly ApiToken[]) {
  const found: AnsweredRequest[] = [];
  for (const { state } of tokens)
    found.push(...(await requests.list({ limit: requestsMax, principalId: state.id })).requests);
  return found.toSorted((left, right) => (left.at < right.at ? 1 : -1));
}
