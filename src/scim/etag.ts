/**
 * `W/"3"`: weak, since the same version may be written in several ways (RFC 7644 section 3.14). `digest`, letters and
 * digits, tells apart what the version does not: `W/"3.5f1a"`.
 */
export const entityTag = (version: number, digest?: string): string =>
  digest === undefined ? `W/"${version}"` : `W/"${version}.${digest}"`;

/** The tag as it is without a digest. */
export const withoutDigest = (tag: string): string => tag.replace(/^(W\/"\d+)\.\w+"$/, '$1"');

const tagPattern = /^"([1-9]\d{0,14})(?:\.\w+)?"$/;

/**
 * The versions that an `If-Match` or `If-None-Match` header lists, weak or strong; `any` for `*`. A tag that
 * this service cannot have given names no version and is left out.
 */
export function parseEtags(header: string): 'any' | readonly number[] {
  if (header.trim() === '*') return 'any';
  return opaqueTags(header).flatMap((tag) => {
    const version = tagPattern.exec(tag)?.[1];
    return version === undefined ? [] : [Number(version)];
  });
}

/** Whether the header lists the tag, or `*`; by weak comparison (RFC 9110 section 8.8.3.2). */
export const matchesTag = (header: string, tag: string): boolean =>
  header.trim() === '*' || opaqueTags(header).includes(withoutWeakness(tag));

const opaqueTags = (header: string): readonly string[] =>
  header.split(',').map((part) => withoutWeakness(part.trim()));

const withoutWeakness = (tag: string): string => tag.replace(/^W\//i, '');
