import { limits } from '../limits.ts';
import type { AttributeReference } from '../path/attribute-reference.ts';
import { parseAttributeReference } from '../path/parse-attribute-reference.ts';
import { Scanner } from '../path/scanner.ts';
import type { Filter } from './filter.ts';
import { FilterParser } from './filter-parser.ts';

/** What a PATCH operation is about (RFC 7644 section 3.5.2, `PATH`). */
export interface AttributePath extends AttributeReference {
  /** As the client wrote it. */
  readonly text: string;
  /** Selects elements of a multi-valued attribute: `emails[type eq "work"]`. */
  readonly valueFilter?: Filter;
  /** Whether the filter stands behind the sub-attribute, which is the list: `profile.skills[value eq "x"]`. */
  readonly filtersSubAttribute?: true;
}

/** @throws ScimError 400 `invalidPath` with the position and what was expected there. */
export function parseAttributePath(text: string): AttributePath {
  const scanner = new Scanner(text, 'invalidPath', limits.pathCharactersMax);
  const reference = parseAttributeReference(scanner);
  if (!scanner.takeCharacter('[')) {
    scanner.expectEnd('the end');
    return { ...reference, text };
  }
  const valueFilter = new FilterParser(scanner).parseValueFilter(0);
  const { subAttribute: list } = reference;
  const start = scanner.position + 1;
  const part = takeSubAttribute(scanner);
  if (list === undefined) return { ...reference, text, valueFilter, subAttribute: part };
  // An element of a list of plain values is its own `value` (RFC 7643 section 2.4).
  if (part !== undefined && part.toLowerCase() !== 'value') throw scanner.error('"value"', start);
  return { ...reference, text, valueFilter, filtersSubAttribute: true };
}

/** What stands behind the brackets. */
function takeSubAttribute(scanner: Scanner): string | undefined {
  if (!scanner.takeCharacter('.')) {
    scanner.expectEnd('"." and a sub-attribute, or the end');
    return undefined;
  }
  const start = scanner.position;
  const { schema, attribute, subAttribute } = parseAttributeReference(scanner);
  if (schema !== undefined || subAttribute !== undefined) throw scanner.error('a sub-attribute', start);
  scanner.expectEnd('the end');
  return attribute;
}
