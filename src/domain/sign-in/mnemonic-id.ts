import { adjectives, animals } from './mnemonic-words.ts';

const numbersMax = 65_536;

/**
 * What somebody reads to an administrator, such as `brave-otter-42137`, in place of the id of the request that was refused. It
 * follows from that id, so that it is kept nowhere; of some four billion, two requests of a day hardly ever share one.
 */
export function mnemonicId(requestId: string): string {
  const bits = fnv1a(requestId);
  const [adjective, animal] = [adjectives[bits % 256], animals[(bits >>> 8) % 256]];
  return `${adjective}-${animal}-${(bits >>> 16) % numbersMax}`;
}

/** FNV-1a of 32 bits: spreads ids that differ in a few characters. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
