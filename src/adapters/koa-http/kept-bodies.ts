import type { RequestBodies } from '../../application/ports/request-log.ts';
import type { ConfidentialAttributes } from '../../application/requests/request/confidential-attributes.ts';
import { hidePasswords, hideSecrets } from '../../application/requests/request/hide-secrets.ts';
import { isJsonObject, type JsonObject } from '../../criteria/json.ts';
import type { HttpContext } from './request-state.ts';

const bodyCharactersMax = 65_536;

/** Names of what nobody but its owner is to read, in whatever notation they come. */
const secretName = /password|secret|token|cookie|assertion|samlresponse|credential/i;

/** Members in which what an object names by a path has its values: PATCH operations, entries, explanations of rules. */
const valueMembers = new Set(['value', 'values', 'from', 'to']);

interface Masking {
  readonly isMasked: (name: string) => boolean;
  readonly hideIn: (text: string) => string;
}

/** What was sent and answered, where the account has it kept: without secrets and confidential values, and cut. */
export function keptBodies(
  { state, body }: HttpContext,
  confidential: ConfidentialAttributes,
): RequestBodies {
  const isSecret = state.isMasked ?? isSecretName;
  const masking: Masking = {
    isMasked: (name) => isSecret(name) || confidential.isNamed(name),
    hideIn: (text) => confidential.hideIn(hidePasswords(text)),
  };
  return {
    request: state.body === undefined ? undefined : masked(state.body, masking),
    answer: typeof body === 'string' ? masked(jsonOf(body), masking) : undefined,
  };
}

export const isSecretName = (name: string): boolean => secretName.test(name);

const masked = (value: unknown, masking: Masking): string =>
  hideSecrets(JSON.stringify(maskedValue(value, masking)) ?? '').slice(0, bodyCharactersMax);

/** A value without what is secret by its name, or by the path beside it. Nothing is deeper than bodies may be: a few levels. */
function maskedValue(value: unknown, masking: Masking): unknown {
  if (typeof value === 'string') return masking.hideIn(value);
  if (Array.isArray(value)) return value.map((one) => maskedValue(one, masking));
  if (!isJsonObject(value)) return value;
  const isValueSecret = isAboutSecret(value, masking);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      masking.isMasked(name) || (isValueSecret && valueMembers.has(name.toLowerCase()))
        ? '…'
        : maskedValue(member, masking),
    ]),
  );
}

/** By its path, or by that of the field or the condition that it is about. */
const isAboutSecret = (value: JsonObject, masking: Masking): boolean =>
  Object.entries(value).some(([name, member]) => {
    if (typeof member === 'string') return name.toLowerCase() === 'path' && masking.isMasked(member);
    return (
      (name === 'field' || name === 'criteria') && isJsonObject(member) && isAboutSecret(member, masking)
    );
  });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
