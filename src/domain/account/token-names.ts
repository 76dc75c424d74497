import { foldCase } from '../../criteria/fold-case.ts';
import { hasMoreCodePoints } from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { Instant } from '../shared/instant.ts';
import { type ApiToken, tokenNameCharactersMax } from './api-token.ts';

/**
 * By their names people tell tokens apart, so no two that may be used have the same one, letter case aside.
 *
 * @param tokens - of the account.
 * @throws DomainError `tokenNameTaken`.
 */
export function requireFreeTokenName(name: string, tokens: readonly ApiToken[], at: Instant): void {
  const holder = holderOf(name, tokens, at);
  if (holder === undefined) return;
  const { id } = holder.state;
  throw new DomainError(
    'tokenNameTaken',
    `The API token ${id} is called ${JSON.stringify(holder.state.name)} and may be used still. Revoke it first, or choose another name.`,
    { attribute: 'name', id },
  );
}

/** What a token is called that takes over from another, as "Okta 2" does from "Okta": a name that is free. */
export function nextTokenName(name: string, tokens: readonly ApiToken[], at: Instant): string {
  const [, stem = name, number = '1'] = /^(.*\S) (\d{1,6})$/s.exec(name) ?? [];
  for (let next = Number(number) + 1; ; next++) {
    const numbered = withNumber(stem, ` ${next}`);
    if (holderOf(numbered, tokens, at) === undefined) return numbered;
  }
}

function holderOf(name: string, tokens: readonly ApiToken[], at: Instant): ApiToken | undefined {
  const key = foldCase(name.trim());
  return tokens.find((token) => foldCase(token.state.name) === key && token.isUsable(at));
}

const withNumber = (stem: string, number: string): string =>
  hasMoreCodePoints(stem + number, tokenNameCharactersMax)
    ? [...stem]
        .slice(0, tokenNameCharactersMax - number.length)
        .join('')
        .trimEnd() + number
    : stem + number;
