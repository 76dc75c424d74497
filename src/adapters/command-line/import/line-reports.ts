import { resolve } from 'node:path';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { OperatorError } from '../operator-error.ts';
import { JsonLinesFile } from './json-lines-file.ts';
import type { DoneLine } from './line-import.ts';

/** A line that was refused, what it is about by names of columns as far as that can be read, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly [about: string]: string | number;
}

export interface ReportFiles {
  /** Of the lines that are refused. */
  readonly refused?: string;
  /** Of all lines. */
  readonly results?: string;
}

/** Told by themselves; a file has all of them. */
const toldMax = 20;

/** Where lines are told that are done: in files, and some of those that are refused as text. */
export class LineReports {
  private readonly first: RefusedLine[] = [];

  private constructor(
    private readonly refused: JsonLinesFile | undefined,
    private readonly results: JsonLinesFile | undefined,
  ) {}

  /** @param imported - the file that is read. @throws OperatorError `fileUnwritable`. */
  static async open({ refused, results }: ReportFiles, imported: string): Promise<LineReports> {
    const open = async (path: string | undefined) => {
      if (path === undefined) return undefined;
      if (resolve(path) !== resolve(imported)) return JsonLinesFile.open(path);
      const message = `The file ${path} is the one that is imported; name another.`;
      throw new OperatorError('fileUnwritable', message);
    };
    return new LineReports(await open(refused), await open(results));
  }

  /** Some of those that were refused first, in the order of the file. */
  get told(): readonly RefusedLine[] {
    return this.first.toSorted((left, right) => left.line - right.line);
  }

  readonly tell = async ({ line, about, outcome }: DoneLine): Promise<void> => {
    if (!(outcome instanceof DomainError)) return this.results?.add({ line, ...about, outcome });
    const { code, message } = outcome;
    const refused = { line, ...about, code, message };
    if (this.first.length < toldMax) this.first.push(refused);
    await this.refused?.add(refused);
    await this.results?.add({ line, ...about, outcome: 'refused', code, message });
  };

  async close(): Promise<void> {
    await this.refused?.close();
    await this.results?.close();
  }
}
