import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AppConfig } from '../../config/app-config.ts';
import { ConfigurationInvalid } from '../../config/load-app-config.ts';

const tokenCharactersMin = 32;

/**
 * SHA-256, in hex, of each token with which operators may use the administration API; none where the configuration names none.
 *
 * @throws ConfigurationInvalid
 */
export function operatorTokenHashesOf({
  operatorTokenHash,
  operatorTokenFile,
}: AppConfig): readonly string[] {
  const hashes = operatorTokenHash === undefined ? [] : operatorTokenHash.trim().split(/\s+/);
  if (operatorTokenFile === undefined) return hashes;
  return [...hashes, ...tokensIn(operatorTokenFile).map((token) => hash('sha256', token, 'hex'))];
}

function tokensIn(file: string): readonly string[] {
  const refuse = (reason: string) =>
    new ConfigurationInvalid([`ROLLCALL_OPERATOR_TOKEN_FILE is not usable. ${reason}.`]);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const tokens = text.split(/\s+/).filter((token) => token !== '');
  if (tokens.length > 0 && tokens.every((token) => token.length >= tokenCharactersMin)) return tokens;
  throw refuse(`It must hold tokens of at least ${tokenCharactersMin} characters, one a line`);
}
