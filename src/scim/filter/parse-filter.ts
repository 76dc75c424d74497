import { limits } from '../limits.ts';
import { Scanner } from '../path/scanner.ts';
import type { Filter } from './filter.ts';
import { FilterParser } from './filter-parser.ts';

/**
 * The filter that the text says (RFC 7644 section 3.4.2.2), operators and names in any letter case.
 *
 * @throws ScimError 400 `invalidFilter` with the position and what was expected there.
 */
export function parseFilter(text: string): Filter {
  const scanner = new Scanner(text, 'invalidFilter', limits.filterCharactersMax);
  const filter = new FilterParser(scanner).parseFilter(0, false);
  scanner.expectEnd('"and", "or" or the end');
  return filter;
}
