import { hideTokens } from '../../application/access/token/token-text.ts';

/** Longer than any id or URN. */
const segmentCharactersMax = 200;
const shownCharactersMax = 80;

/**
 * A path such as answers, logs and the journal may repeat it: without tokens, which people paste into addresses, and with
 * segments of a bounded length. Nothing is found at a path that this changes. Several slashes count as one: people enter
 * base URLs with a slash at the end, before which clients put another.
 */
export function presentablePath(path: string): string {
  const shown = hideTokens(path.includes('//') ? path.replace(/\/{2,}/g, '/') : path);
  if (shown.length <= segmentCharactersMax) return shown;
  const cut = (segment: string) =>
    segment.length <= segmentCharactersMax ? segment : `${segment.slice(0, shownCharactersMax)}…`;
  return shown.split('/').map(cut).join('/');
}
