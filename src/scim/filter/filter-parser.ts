import { exactNumber } from '../../criteria/exact-number.ts';
import { limits } from '../limits.ts';
import type { AttributeReference } from '../path/attribute-reference.ts';
import { parseAttributeReference } from '../path/parse-attribute-reference.ts';
import type { Scanner } from '../path/scanner.ts';
import { type CompareOperator, type CompareValue, compareOperators, type Filter } from './filter.ts';

// RFC 8259 section 6.
const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const literals = new Map<string, CompareValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const operators: ReadonlySet<string> = new Set(compareOperators);

/** The grammar of RFC 7644 section 3.4.2.2 by recursive descent, one method a rule; `or` binds least. */
export class FilterParser {
  private terms = 0;

  constructor(private readonly scanner: Scanner) {}

  /** `depth`: how many groups and value paths stand around this one. */
  parseFilter(depth: number, insideValuePath: boolean): Filter {
    if (depth > limits.filterDepthMax) {
      throw this.scanner.error(`at most ${limits.filterDepthMax} levels of parentheses and brackets`);
    }
    return this.parseJoined('or', () =>
      this.parseJoined('and', () => this.parseTerm(depth, insideValuePath)),
    );
  }

  private parseJoined(kind: 'and' | 'or', parsePart: () => Filter): Filter {
    const first = parsePart();
    const parts = [first];
    while (this.takeKeyword(kind)) parts.push(parsePart());
    return parts.length === 1 ? first : { kind, of: parts };
  }

  private parseTerm(depth: number, insideValuePath: boolean): Filter {
    const { scanner } = this;
    if (scanner.takeCharacter('(')) return this.parseGroup(depth, insideValuePath);
    const start = scanner.position;
    // An attribute could be called `not`: it is the operator only in front of a group.
    if (this.takeKeyword('not')) {
      if (scanner.takeCharacter('(')) return { kind: 'not', of: this.parseGroup(depth, insideValuePath) };
      scanner.position = start;
    }
    return this.parseAttributeExpression(depth, insideValuePath);
  }

  private parseGroup(depth: number, insideValuePath: boolean): Filter {
    const filter = this.parseFilter(depth + 1, insideValuePath);
    this.scanner.expectCharacter(')', '"and", "or" or ")"');
    return filter;
  }

  private parseAttributeExpression(depth: number, insideValuePath: boolean): Filter {
    const path = parseAttributeReference(this.scanner);
    if (insideValuePath || !this.scanner.takeCharacter('[')) return this.parseComparison(path);
    const of = this.parseValueFilter(depth);
    const word = this.scanner.peekWord();
    if (!word.startsWith('.')) return { kind: 'valuePath', path, of };
    // Microsoft documents `emails[type eq "work"].value eq "…"`, which the grammar lacks: some element
    // matches the filter and has that value.
    this.scanner.skip('.');
    const compared = this.parseComparison(parseAttributeReference(this.scanner));
    return { kind: 'valuePath', path, of: { kind: 'and', of: [of, compared] } };
  }

  /** What stands between `[` and `]`. */
  parseValueFilter(depth: number): Filter {
    const filter = this.parseFilter(depth + 1, true);
    this.scanner.expectCharacter(']', '"and", "or" or "]"');
    return filter;
  }

  private parseComparison(path: AttributeReference): Filter {
    const { scanner } = this;
    this.terms += 1;
    if (this.terms > limits.filterTermsMax) {
      throw scanner.error(`at most ${limits.filterTermsMax} comparisons`);
    }
    if (this.takeKeyword('pr')) return { kind: 'present', path };
    const word = scanner.peekWord();
    const operator = word.toLowerCase();
    if (!operators.has(operator)) throw scanner.error(`an operator (${compareOperators.join(', ')} or pr)`);
    scanner.skip(word);
    return { kind: 'compare', path, operator: operator as CompareOperator, value: this.parseValue() };
  }

  private parseValue(): CompareValue {
    const { scanner } = this;
    const string = scanner.takeString();
    if (string !== undefined) return string;
    const word = scanner.peekWord();
    const literal = literals.get(word.toLowerCase());
    if (literal !== undefined) {
      scanner.skip(word);
      return literal;
    }
    if (!numberPattern.test(word)) {
      throw scanner.error('a string in double quotes, a number, true, false or null');
    }
    const number = exactNumber(word);
    if (number === undefined) throw scanner.error('a number that can be kept exactly');
    scanner.skip(word);
    return number;
  }

  private takeKeyword(keyword: string): boolean {
    const word = this.scanner.peekWord();
    if (word.toLowerCase() !== keyword) return false;
    this.scanner.skip(word);
    return true;
  }
}
