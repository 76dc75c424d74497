import type { ImportOutcome } from '../../../application/import/import-outcome.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { DomainError, type DomainErrorCode } from '../../../domain/shared/domain-error.ts';
import type { ImportLine } from './import-line.ts';
import { SeenNames } from './seen-names.ts';

export interface ImportCounts {
  imported: number;
  alreadyThere: number;
  refused: number;
}

/** A line that is done: where, what it is about as far as that can be read, and what became of it. */
export interface DoneLine {
  readonly line: number;
  readonly about: Readonly<Record<string, string>>;
  readonly outcome: ImportOutcome;
}

export interface ImportSteps<Item> {
  readonly importItems: (items: readonly Item[]) => Promise<readonly ImportOutcome[]>;
  /** What an item is about, by names of columns; no two lines may be about the same. */
  readonly aboutOf: (item: Item) => Readonly<Record<string, string>>;
  /** How the second of two lines about the same is refused. */
  readonly twice: DomainErrorCode;
}

interface ImportReports {
  readonly tell: (done: DoneLine) => Promise<void>;
  readonly progress: (counts: ImportCounts) => void;
}

/** Of what is asked at once: so many items, or so much text of them. */
const itemsPerBatchMax = 500;
const batchSizeMax = 4_000_000;

/** One batch is read and checked, another is written. A third one waits longer for its locks than it gains. */
const batchesUnderWayMax = 2;

/** Of a file, whose names are remembered to find those that are there twice. */
const linesMax = 2_000_000;

type ReadLine<Item> = ImportLine<Item> & { readonly item: Item };

/**
 * Imports a file line by line, of which only a few are in memory at a time. Counts go up as batches are committed.
 *
 * @throws what `importItems` throws, when no batch is under way any more.
 */
export class LineImport<Item> {
  readonly counts: ImportCounts = { imported: 0, alreadyThere: 0, refused: 0 };
  private readonly seen = new SeenNames();
  private readonly underWay = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly steps: ImportSteps<Item>,
    private readonly reports: ImportReports,
  ) {}

  async run(lines: AsyncIterable<ImportLine<Item>>): Promise<void> {
    let batch: ReadLine<Item>[] = [];
    let size = 0;
    try {
      for await (const line of lines) {
        const refusal = this.refusalOf(line);
        if (refusal !== undefined) {
          await this.done(line, refusal);
          continue;
        }
        batch.push(line as ReadLine<Item>);
        size += line.size;
        if (batch.length < itemsPerBatchMax && size < batchSizeMax) continue;
        await this.begin(batch);
        if (this.failure !== undefined) break;
        batch = [];
        size = 0;
      }
      if (batch.length > 0 && this.failure === undefined) await this.begin(batch);
    } finally {
      await Promise.all(this.underWay);
    }
    if (this.failure !== undefined) throw this.failure.error;
  }

  private refusalOf({ number, item }: ImportLine<Item>): DomainError | undefined {
    if (item instanceof DomainError) return item;
    if (this.seen.size >= linesMax)
      return new DomainError('inputInvalid', `The file has more than ${linesMax} lines; cut it in parts.`);
    const about = this.steps.aboutOf(item);
    const first = this.seen.lineOf(foldCase(JSON.stringify(Object.values(about))), number);
    if (first === undefined) return undefined;
    const message = `Line ${first} has the same ${Object.keys(about).join(' and ')}.`;
    return new DomainError(this.steps.twice, message);
  }

  /** Resolves when another batch may be read. */
  private async begin(batch: readonly ReadLine<Item>[]): Promise<void> {
    const done: Promise<void> = this.importBatch(batch)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
    if (this.underWay.size >= batchesUnderWayMax) await Promise.race(this.underWay);
  }

  private async importBatch(batch: readonly ReadLine<Item>[]): Promise<void> {
    const outcomes = await this.steps.importItems(batch.map(({ item }) => item));
    for (const [index, line] of batch.entries()) await this.done(line, outcomes[index] ?? 'alreadyThere');
    this.reports.progress(this.counts);
  }

  private async done({ number: line, item }: ImportLine<Item>, outcome: ImportOutcome): Promise<void> {
    this.counts[outcome instanceof DomainError ? 'refused' : outcome] += 1;
    const about = item instanceof DomainError ? {} : this.steps.aboutOf(item);
    await this.reports.tell({ line, about, outcome });
  }
}
