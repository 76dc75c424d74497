import type { VersionCondition } from '../../application/version/version-condition.ts';
import { matchesTag, parseEtags } from '../../scim/etag.ts';
import type { ScimContext } from './scim-context.ts';

/**
 * The versions at which the request may change the resource (RFC 7644 section 3.14, RFC 9110 section 13.1): those of
 * `If-Match` without those of `If-None-Match`. `If-None-Match: *` asks that there be no resource, so that no version
 * satisfies it.
 */
export function versionCondition(context: ScimContext): VersionCondition | undefined {
  const match = context.get('If-Match');
  const noneMatch = context.get('If-None-Match');
  return conditionOf(match === '' ? undefined : match, noneMatch === '' ? undefined : noneMatch);
}

/** The same of the tags as they stand in headers, or in a Bulk operation. */
export function conditionOf(match?: string, noneMatch?: string): VersionCondition | undefined {
  const wanted = match === undefined ? 'any' : parseEtags(match);
  const unwanted = noneMatch === undefined ? [] : parseEtags(noneMatch);
  if (wanted !== 'any') return unwanted === 'any' ? [] : wanted.filter((one) => !unwanted.includes(one));
  if (unwanted === 'any') return [];
  return unwanted.length === 0 ? undefined : { noneOf: unwanted };
}

/** Whether the request says anything of the tag that the resource may have. */
export const isConditional = (context: ScimContext): boolean =>
  context.get('If-Match') !== '' || context.get('If-None-Match') !== '';

/** Whether `If-None-Match` says that the client has what has this tag. */
export function clientHas(context: ScimContext, tag: string): boolean {
  const header = context.get('If-None-Match');
  return header !== '' && matchesTag(header, tag);
}

/** Whether `If-Match` lets the client have what has this tag. */
export function clientMayHave(context: ScimContext, tag: string): boolean {
  const header = context.get('If-Match');
  return header === '' || matchesTag(header, tag);
}
