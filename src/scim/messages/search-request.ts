import { member } from '../resource/member.ts';
import { quoted } from '../resource/quoted.ts';
import { sameUrn } from '../resource/resource-schemas.ts';
import { isScimObject, type ScimObject } from '../resource/scim-resource.ts';
import { ScimError, type ScimType } from '../scim-error.ts';

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

/** RFC 7644 section 3.4.3. @throws ScimError 400 naming the member that is wrong. */
export function readSearchRequest(body: unknown): SearchRequest {
  if (!isScimObject(body)) {
    throw refusal(`The body must be a JSON object with "schemas": ["${searchSchema}"].`, 'invalidSyntax');
  }
  const schemas = member(body, 'schemas');
  if (
    !Array.isArray(schemas) ||
    !schemas.some((urn) => typeof urn === 'string' && sameUrn(urn, searchSchema))
  ) {
    throw refusal(`"schemas" of a search must be ["${searchSchema}"].`, 'invalidSyntax');
  }
  const cursor = textMember(body, 'cursor');
  return {
    attributes: namesMember(body, 'attributes'),
    excludedAttributes: namesMember(body, 'excludedAttributes'),
    filter: textMember(body, 'filter'),
    sortBy: textMember(body, 'sortBy'),
    sortOrder: textMember(body, 'sortOrder'),
    startIndex: numberMember(body, 'startIndex', 'invalidValue'),
    count: numberMember(body, 'count', cursor === undefined ? 'invalidValue' : 'invalidCount'),
    cursor,
  };
}

function textMember(body: ScimObject, name: string): string | undefined {
  const value = member(body, name) ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw refusal(`${quoted(name)} must be a string.`, 'invalidValue');
}

function numberMember(body: ScimObject, name: string, scimType: ScimType): number | undefined {
  const value = member(body, name) ?? undefined;
  if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  throw refusal(`${quoted(name)} must be a whole number.`, scimType);
}

/** A list of names; as elsewhere, one name may stand for a list of one. */
function namesMember(body: ScimObject, name: string): string | readonly string[] | undefined {
  const value = member(body, name) ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((element): element is string => typeof element === 'string'))
    return value;
  throw refusal(`${quoted(name)} must be a list of attribute names.`, 'invalidValue');
}

const refusal = (detail: string, scimType: ScimType): ScimError => new ScimError(400, detail, scimType);
