import type { JsonObject, JsonValue } from '../../criteria/json.ts';
import { member } from '../resource/member.ts';
import { quoted } from '../resource/quoted.ts';
import { ScimError, type ScimType } from '../scim-error.ts';
import { readMessage } from './read-message.ts';

/** What a list is asked with, whether in a query or in a body. */
export interface SearchRequest {
  readonly attributes?: string | readonly string[];
  readonly excludedAttributes?: string | readonly string[];
  readonly filter?: string;
  readonly sortBy?: string;
  readonly sortOrder?: string;
  readonly startIndex?: number;
  readonly count?: number;
  /** RFC 9865; empty for the first page. */
  readonly cursor?: string;
}

const searchSchema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

/**
 * RFC 7644 section 3.4.3. As in a query, an empty text is as good as none, but for `cursor`.
 *
 * @throws ScimError 400 naming the member that is wrong.
 */
export function readSearchRequest(body: unknown): SearchRequest {
  const message = readMessage(body, searchSchema, 'a search');
  const cursor = member(message, 'cursor') === '' ? '' : textMember(message, 'cursor');
  return {
    attributes: namesMember(message, 'attributes'),
    excludedAttributes: namesMember(message, 'excludedAttributes'),
    filter: textMember(message, 'filter'),
    sortBy: textMember(message, 'sortBy'),
    sortOrder: textMember(message, 'sortOrder'),
    startIndex: numberMember(message, 'startIndex', 'invalidValue'),
    count: numberMember(message, 'count', cursor === undefined ? 'invalidValue' : 'invalidCount'),
    cursor,
  };
}

function given(body: JsonObject, name: string): JsonValue | undefined {
  const value = member(body, name);
  return value === null || value === '' ? undefined : value;
}

function textMember(body: JsonObject, name: string): string | undefined {
  const value = given(body, name);
  if (value === undefined || typeof value === 'string') return value;
  throw refusal(`${quoted(name)} must be a string.`, 'invalidValue');
}

function numberMember(body: JsonObject, name: string, scimType: ScimType): number | undefined {
  const value = given(body, name);
  if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  throw refusal(`${quoted(name)} must be a whole number.`, scimType);
}

/** A list of names; as elsewhere, one name may stand for a list of one. */
function namesMember(body: JsonObject, name: string): string | readonly string[] | undefined {
  const value = given(body, name);
  if (value === undefined || typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((element): element is string => typeof element === 'string'))
    return value;
  throw refusal(`${quoted(name)} must be a list of attribute names.`, 'invalidValue');
}

const refusal = (detail: string, scimType: ScimType): ScimError => new ScimError(400, detail, scimType);
