import type { AnsweredRequest } from '../../ports/request-log.ts';
import type { SetUpCheck } from './set-up.ts';
import type { SetUpFacts } from './set-up-facts.ts';
import { refusedFor } from './set-up-problems.ts';

/** Whether agents can sign in by anything: until then nobody is provisioned. */
export function checkConnection({ connections, entries }: SetUpFacts): SetUpCheck {
  const id = 'connection';
  const newest = connections.at(-1)?.state;
  if (newest !== undefined) return { id, state: 'done', name: newest.name, at: newest.createdAt };
  const refusal = entries.find((entry) => entry.refusal?.code === 'ssoNotSetUp')?.refusal;
  if (refusal === undefined) return { id, state: 'waiting' };
  return { id, state: 'wrong', problem: refusedFor(refusal) };
}

/** Whether there is a token that Okta can use. */
export function checkToken({ tokens, at }: SetUpFacts): SetUpCheck {
  const id = 'token';
  const usable = tokens.findLast((token) => token.isUsable(at))?.state;
  if (usable !== undefined) return { id, state: 'done', name: usable.name, at: usable.createdAt };
  const ended = tokens.at(-1)?.state;
  if (ended === undefined) return { id, state: 'waiting' };
  const [code, end] =
    ended.revokedAt === undefined
      ? (['tokenExpired', `expired on ${ended.expiresAt}`] as const)
      : (['tokenRevoked', `was revoked on ${ended.revokedAt}`] as const);
  const message = `The API token ${JSON.stringify(ended.name)} ${end}, and there is no other.`;
  return { id, state: 'wrong', name: ended.name, problem: refusedFor({ code, message }) };
}

/** Whether Okta reaches the account: by its test of the connector, or by anything else that it asked since. */
export function checkConnectorTest(facts: SetUpFacts): SetUpCheck {
  const id = 'connectorTest';
  const { requests, entries, tokens } = facts;
  const answered = requests.filter(({ status }) => status < 400);
  const reached = answered.find(isConnectorTest) ?? answered[0];
  const refused = entries.find(({ action }) => action === 'AuthenticateToken');
  if (refused?.refusal !== undefined && refused.at > (answered[0]?.at ?? ''))
    return { id, state: 'wrong', at: refused.at, problem: refusedFor(refused.refusal) };
  if (reached !== undefined) return { id, state: 'done', at: reached.at };
  // The log of requests forgets; a token does not.
  const used = tokens.map(({ state }) => state.lastUsedAt).filter((lastUsedAt) => lastUsedAt !== undefined);
  const lastUsedAt = used.toSorted().at(-1);
  if (lastUsedAt !== undefined) return { id, state: 'done', at: lastUsedAt };
  return { id, state: checkToken(facts).state === 'done' ? 'waiting' : 'open' };
}

/** Okta asks for the first two people, whoever they are, and for nobody by name. */
const isConnectorTest = ({ attempted, query = '' }: AnsweredRequest): boolean =>
  attempted === 'ListAgents' && !query.includes('filter=');
