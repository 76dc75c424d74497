import type { RequestBodies } from '../../application/ports/request-log.ts';
import { hideSecrets } from '../../application/requests/request/hide-secrets.ts';
import { isJsonObject } from '../../criteria/json.ts';
import type { HttpContext } from './request-state.ts';

const bodyCharactersMax = 65_536;

/** Names of what nobody but its owner is to read, in whatever notation they come. */
const secretName = /password|secret|token|cookie|assertion|samlresponse|credential/i;

/** What was sent and answered, where the account has it kept: without secrets, and cut. */
export function keptBodies({ state, body }: HttpContext): RequestBodies {
  const isMasked = state.isMasked ?? isSecretName;
  return {
    request: state.body === undefined ? undefined : masked(state.body, isMasked),
    answer: typeof body === 'string' ? masked(jsonOf(body), isMasked) : undefined,
  };
}

export const isSecretName = (name: string): boolean => secretName.test(name);

const masked = (value: unknown, isMasked: (name: string) => boolean): string =>
  hideSecrets(JSON.stringify(maskedValue(value, isMasked)) ?? '').slice(0, bodyCharactersMax);

/**
 * A value without what is secret by its name, or by the path of a PATCH operation. Nothing is deeper than bodies may be,
 * which is a few levels.
 */
function maskedValue(value: unknown, isMasked: (name: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => maskedValue(one, isMasked));
  if (!isJsonObject(value)) return value;
  const isOperationOnSecret = Object.entries(value).some(
    ([name, path]) => name.toLowerCase() === 'path' && typeof path === 'string' && isMasked(path),
  );
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isMasked(name) || (isOperationOnSecret && name.toLowerCase() === 'value')
        ? '…'
        : maskedValue(member, isMasked),
    ]),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
