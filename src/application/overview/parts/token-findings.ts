import type { ApiToken } from '../../../domain/account/api-token.ts';
import { endsSoon } from '../../../domain/shared/expiry-warnings.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { Finding } from './finding.ts';

/** Whether a directory can come in, and did. */
export function tokenFindings(tokens: readonly ApiToken[], at: Instant): readonly Finding[] {
  const ofDirectories = tokens
    .filter(({ isOfDirectory, state }) => isOfDirectory && state.revokedAt === undefined)
    .map(({ state }) => state);
  const usable = ofDirectories.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > at);
  if (usable.length === 0) {
    const ended = ofDirectories.at(-1);
    if (ended === undefined) return [{ condition: 'failing', reason: 'tokenMissing' }];
    return [{ condition: 'failing', reason: 'tokenEnded', at: ended.expiresAt, subject: subjectOf(ended) }];
  }
  const used = usable.filter(({ lastUsedAt }) => lastUsedAt !== undefined);
  const last = used.reduce<(typeof used)[number] | undefined>(
    (newest, one) => ((newest?.lastUsedAt ?? '') < (one.lastUsedAt ?? '') ? one : newest),
    undefined,
  );
  const ending = usable.filter(
    ({ expiresAt, lastUsedAt }) =>
      expiresAt !== undefined && lastUsedAt !== undefined && endsSoon(expiresAt, at),
  );
  return [
    last === undefined
      ? { condition: 'waiting', reason: 'tokenUnused' }
      : { condition: 'working', reason: 'tokenUsed', at: last.lastUsedAt, subject: subjectOf(last) },
    ...ending.map(
      (token): Finding => ({
        condition: 'attention',
        reason: 'tokenEnds',
        at: token.expiresAt,
        subject: subjectOf(token),
      }),
    ),
  ];
}

const subjectOf = ({ id, name }: ApiToken['state']) => ({ type: 'token', id, name });
