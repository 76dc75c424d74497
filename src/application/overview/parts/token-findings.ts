import type { ApiToken } from '../../../domain/account/api-token.ts';
import { endsSoon } from '../../../domain/shared/expiry-warnings.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { Finding } from './finding.ts';

/** Whether a directory can come in, and did. */
export function tokenFindings(tokens: readonly ApiToken[], at: Instant): readonly Finding[] {
  const held = tokens.filter(({ isOfDirectory, state }) => isOfDirectory && state.revokedAt === undefined);
  const usable = held.filter((token) => token.isUsable(at));
  const last = usedLast(held);
  // The directory has the token that it used last, whichever others there are.
  const current = last ?? usable.at(-1) ?? held.at(-1);
  if (current === undefined) return [{ condition: 'failing', reason: 'tokenMissing' }];
  const findings: Finding[] = [];
  if (last !== undefined) {
    const { lastUsedAt } = last.state;
    findings.push({ condition: 'working', reason: 'tokenUsed', at: lastUsedAt, subject: subjectOf(last) });
  }
  if (!current.isUsable(at)) {
    const { expiresAt } = current.state;
    findings.push({ condition: 'failing', reason: 'tokenEnded', at: expiresAt, subject: subjectOf(current) });
  } else if (last === undefined) findings.push({ condition: 'waiting', reason: 'tokenUnused' });
  return [...findings, ...endingFindings(usable, at)];
}

const usedLast = (tokens: readonly ApiToken[]): ApiToken | undefined =>
  tokens.reduce<ApiToken | undefined>(
    (newest, one) => ((newest?.state.lastUsedAt ?? '') < (one.state.lastUsedAt ?? '') ? one : newest),
    undefined,
  );

/** The end of a token that nobody uses concerns nobody. */
const endingFindings = (usable: readonly ApiToken[], at: Instant): readonly Finding[] =>
  usable
    .filter(
      ({ state: { expiresAt, lastUsedAt } }) =>
        expiresAt !== undefined && lastUsedAt !== undefined && endsSoon(expiresAt, at),
    )
    .map((token) => ({
      condition: 'attention',
      reason: 'tokenEnds',
      at: token.state.expiresAt,
      subject: subjectOf(token),
    }));

const subjectOf = ({ state: { id, name } }: ApiToken) => ({ type: 'token', id, name });
