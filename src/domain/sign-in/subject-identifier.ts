import { isJsonObject } from '../../criteria/json.ts';

/** Who is meant, in the formats of RFC 9493 that Okta sends (sections 3.2.2 and 3.2.3). */
export type SubjectIdentifier =
  | { readonly format: 'email'; readonly email: string }
  | { readonly format: 'iss_sub'; readonly iss: string; readonly sub: string };

const textCharactersMax = 1024;

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && value.length <= textCharactersMax;

export function isSubjectIdentifier(value: unknown): value is SubjectIdentifier {
  if (!isJsonObject(value)) return false;
  const { format, email, iss, sub } = value;
  return format === 'email' ? isText(email) : format === 'iss_sub' && isText(iss) && isText(sub);
}
