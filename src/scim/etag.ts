/** `W/"3"`: weak, since the same version may be written in several ways (RFC 7644 section 3.14). */
export const weakEtag = (version: number): string => `W/"${version}"`;

/**
 * The versions that an `If-Match` or `If-None-Match` header lists, weak or strong; `any` for `*`. A tag that
 * this service cannot have given names no version and is left out.
 */
export function parseEtags(header: string): 'any' | readonly number[] {
  if (header.trim() === '*') return 'any';
  const versions: number[] = [];
  for (const part of header.split(',')) {
    const tag = part.trim().replace(/^W\//i, '');
    const version = Number(tag.slice(1, -1));
    if (tag === `"${version}"` && Number.isSafeInteger(version)) versions.push(version);
  }
  return versions;
}
