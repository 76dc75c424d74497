import { fnv1a } from '../shared/fnv1a.ts';
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

/** Whether a text reads as one. */
export const isMnemonicId = (value: unknown): boolean =>
  typeof value === 'string' && /^[a-z]+-[a-z]+-\d{1,5}$/.test(value);
