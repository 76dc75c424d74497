import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import { errorMessage } from '../error-message.ts';
import { OperatorError } from '../operator-error.ts';

/** A document of YAML, or of JSON, which is YAML; it knows in which line a part of it stands. */
export class YamlFile {
  /** What it says. */
  readonly value: unknown;

  private constructor(
    private readonly name: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {
    try {
      // No more aliases are followed than a person writes (yaml: `maxAliasCount`, 100).
      this.value = document.toJS();
    } catch (error) {
      throw new OperatorError('fileInvalid', `${name}: ${errorMessage(error)}.`);
    }
  }

  /**
   * @param name - how people know the file, for messages.
   * @throws OperatorError `fileInvalid`, with the line.
   */
  static parse(name: string, text: string): YamlFile {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [error] = document.errors;
    if (error === undefined) return new YamlFile(name, document, lines);
    const isTooDeep = error.message.includes('call stack');
    const problem = isTooDeep ? 'it is nested too deeply' : error.message;
    const message = `${name}, line ${lines.linePos(error.pos[0]).line}: ${problem}.`;
    throw new OperatorError('fileInvalid', message);
  }

  /**
   * Where a part stands: the file, the line and the path.
   *
   * @param path - `groups.byRule.2.rule`, nothing for the whole; of a part that is missing, where it should be.
   */
  placeOf(path: string): string {
    let offset = this.document.contents?.range?.[0] ?? 0;
    let node: unknown = this.document.contents;
    for (const step of path.split('.')) {
      const found = stepInto(this.resolved(node), step);
      if (found === undefined) break;
      node = found.value;
      offset = found.at?.range?.[0] ?? offset;
    }
    return [this.name, `line ${this.lines.linePos(offset).line}`, path].filter(Boolean).join(', ');
  }

  private resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.document) : node;
  }
}

/** The part of a list or map that a step leads to, and the node at which people find it. */
function stepInto(node: unknown, step: string): { readonly value: unknown; readonly at?: Node } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return isNode(value) ? { value, at: value } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
  return pair && isScalar(pair.key) ? { value: pair.value, at: pair.key } : undefined;
}
