import { parseEtags } from '../../scim/etag.ts';
import type { IfVersion } from './resource-binding.ts';
import type { ScimContext } from './scim-context.ts';

/** The versions that `If-Match` lets the request change (RFC 7644 section 3.14); `*` lets it change any. */
export function ifMatch(context: ScimContext): IfVersion {
  const header = context.get('If-Match');
  if (header === '') return undefined;
  const versions = parseEtags(header);
  return versions === 'any' ? undefined : versions;
}

/** Whether `If-None-Match` says that the client has this version already. */
export function clientHas(context: ScimContext, version: number): boolean {
  const header = context.get('If-None-Match');
  if (header === '') return false;
  const versions = parseEtags(header);
  return versions === 'any' || versions.includes(version);
}
