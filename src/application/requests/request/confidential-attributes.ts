import { foldCase } from '../../../criteria/fold-case.ts';

const operators = 'eq|ne|co|sw|ew|gt|ge|lt|le';

/** The custom attributes of an account whose values nobody is to read in the request log. */
export class ConfidentialAttributes {
  private readonly compared: RegExp | undefined;

  /** @param names - without `profile.`, in folded case. */
  constructor(private readonly names: ReadonlySet<string>) {
    if (names.size === 0) return;
    const anyName = [...names].map((name) => name.replace(/[$.]/g, '\\$&')).join('|');
    this.compared = new RegExp(
      `((?<![\\w$-])(?:${anyName})\\s+(?:${operators})\\s+)(?:"(?:[^"\\\\]|\\\\.)*"?|[^\\s)\\]&]+)`,
      'gi',
    );
  }

  /** Whether a member of an object, or the path of a PATCH operation, is one of them, with or without a schema before it. */
  isNamed(path: string): boolean {
    if (this.compared === undefined) return false;
    const folded = foldCase(path);
    if (this.names.has(folded)) return true;
    return [...this.names].some((name) => folded.endsWith(`.${name}`) || folded.endsWith(`:${name}`));
  }

  /** A text without the values with which filters and rules compare them (RFC 7644 section 3.4.2.2). */
  hideIn(text: string): string {
    return this.compared === undefined ? text : text.replace(this.compared, '$1…');
  }
}
