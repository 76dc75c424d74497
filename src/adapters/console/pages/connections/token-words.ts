import type { TokenScope } from '../../../../domain/permission/token-scope.ts';
import type { TokenAnswer } from '../../../koa-admin/answers/token-answer.ts';
import type { RollState } from '../../roll/state-mark.tsx';

/** What a token is for. */
export const scopeWords: Readonly<Record<TokenScope, string>> = {
  scim: 'A directory provisions with it',
  'admin:read': 'Reads what an administrator can read',
  'admin:write': 'Does what an administrator can do',
  'events:read': 'Follows what happens',
};

const endsSoonMilliseconds = 14 * 86_400_000;

interface TokenState {
  readonly state: RollState;
  readonly word: string;
}

/** @param now - in milliseconds. */
export function stateOfToken({ revokedAt, expiresAt, lastUsedAt }: TokenAnswer, now: number): TokenState {
  if (revokedAt !== undefined) return { state: 'notCalled', word: 'Revoked' };
  const left = expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - now;
  if (left <= 0) return { state: 'absent', word: 'Expired' };
  if (left < endsSoonMilliseconds) return { state: 'late', word: 'Ends soon' };
  return lastUsedAt === undefined
    ? { state: 'notCalled', word: 'Not used yet' }
    : { state: 'present', word: 'In use' };
}

/** @param now - in milliseconds. */
export const hasEnded = ({ revokedAt, expiresAt }: TokenAnswer, now: number): boolean =>
  revokedAt !== undefined || (expiresAt !== undefined && Date.parse(expiresAt) <= now);
