import type { ApiToken } from '../../domain/account/api-token.ts';
import { newestEntries } from '../audit/newest-entries.ts';
import type { JournalReader, RecordedJournalEntry } from '../ports/event-feed.ts';
import type { AnsweredRequest } from '../ports/request-log.ts';
import type { ReadScope } from '../ports/unit-of-work.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { oktaSetUp } from './okta/okta-set-up.ts';
import type { OktaSetUp } from './okta/set-up.ts';

/** Of each action as many of the newest, however many of others came since. */
const entriesMax = {
  AgentProvisioned: 50,
  AgentUpdated: 20,
  AgentDeactivated: 20,
  AgentReactivated: 20,
  ...{ AuthenticateToken: 1, ProvisionAgent: 1, ProvisionAgents: 1, ReviseAgent: 1 },
};
const departuresMax = 50;
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
  readsJournal: () => true,
  run: async (scope, _, __, { at }): Promise<OktaSetUp> => {
    const tokens = (await scope.tokens.list()).filter(({ isOfDirectory }) => isOfDirectory);
    const ids = tokens.map(({ state }) => state.id).slice(-tokensPerFilterMax);
    return oktaSetUp({
      ...{ at, tokens },
      entries: ids.length === 0 ? [] : await entriesWith(scope.journal, ids),
      departures: [
        ...(await newestEntries(scope.journal, { action: 'AgentDeactivated', limit: departuresMax })),
        ...(await newestEntries(scope.journal, { action: 'AgentRemoved', limit: departuresMax })),
      ],
      requests: await requestsWith(scope, lastUsed(tokens)),
      connections: await scope.ssoConnections.list(),
      attributes: await scope.profileAttributes.list(),
      unkept: await scope.unkeptAttributes.list(),
    });
  },
});

/** As many as the journal can be asked about at once. */
const tokensPerFilterMax = 100;

/** What directories did and tried, the newest first. What people do to tokens is none of these actions. */
async function entriesWith(
  journal: JournalReader,
  tokens: readonly string[],
): Promise<readonly RecordedJournalEntry[]> {
  const found = new Map<number, RecordedJournalEntry>();
  const take = (entries: readonly RecordedJournalEntry[]) => {
    for (const entry of entries) found.set(entry.position, entry);
  };
  for (const [action, limit] of Object.entries(entriesMax))
    take(await newestEntries(journal, { tokens, action, limit }));
  take(await journal.latest({ tokens, refusalCode: 'ssoNotSetUp', limit: 1 }));
  return [...found.values()].toSorted((one, other) => other.position - one.position);
}

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
