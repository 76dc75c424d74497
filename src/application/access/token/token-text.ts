import { type ApiTokenId, apiTokenId } from '../../../domain/shared/identifiers.ts';

/** What is shown once and entered in Okta. The prefix lets secret scanners and people recognise it. */
const tokenTextPattern =
  /^rollcall_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

export function formatTokenText(id: ApiTokenId, secret: string): string {
  return `rollcall_${id.replaceAll('-', '')}_${secret}`;
}

export function parseTokenText(text: string): { id: ApiTokenId; secret: string } | undefined {
  const [, a, b, c, d, e, secret] = tokenTextPattern.exec(text) ?? [];
  return secret === undefined ? undefined : { id: apiTokenId(`${a}-${b}-${c}-${d}-${e}`), secret };
}

/** Also of what was not copied whole. */
const likeTokenText = /rollcall_[\w-]{20,}/g;

/** A text in which nobody can read a token, whoever wrote one into it. */
export const hideTokens = (text: string): string =>
  text.includes('rollcall_') ? text.replace(likeTokenText, 'rollcall_…') : text;
