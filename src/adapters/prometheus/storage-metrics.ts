import { Counter, Histogram, type Registry } from '@prometheus-io/client';
import type { Journalled } from '../../application/ports/caller.ts';
import type { Observed } from '../../application/ports/observer.ts';
import type { StorageTrouble } from '../../application/ports/storage-errors.ts';
import type {
  GatheredKind,
  ObservedStatement,
  PoolName,
  StorageObserver,
} from '../../application/ports/storage-observer.ts';
import type { Traced } from '../../application/ports/trace-context.ts';
import { gatheredWorks, statementSeconds } from './buckets.ts';
import { ClosedValues } from './closed-values.ts';

const tablesMax = 100;
const operationsMax = 30;

const observed: Observed<void> = { ended: () => undefined };

/** What is asked of the database, how long it takes, and what comes of it. */
export class StorageMetrics implements StorageObserver {
  readonly statements = {
    began: ({ operation, table = 'none' }: ObservedStatement): Observed<unknown> => {
      const beganAt = performance.now();
      return {
        ended: (error) => {
          const labels = { operation: this.operations.of(operation), table: this.tables.of(table) };
          this.seconds.observe(labels, (performance.now() - beganAt) / 1000);
          if (error !== undefined) this.errors.inc(labels);
        },
      };
    },
  };
  readonly batches = {
    began: (kind: GatheredKind, works: readonly Traced[]): Observed<void> => {
      this.works.observe({ kind }, works.length);
      return observed;
    },
  };
  private readonly tables = new ClosedValues(tablesMax);
  private readonly operations = new ClosedValues(operationsMax);
  private readonly seconds;
  private readonly errors;
  private readonly works;
  private readonly waits;
  private readonly troubles;
  private readonly entries;

  constructor(registry: Registry) {
    const registers = [registry];
    this.seconds = new Histogram({
      name: 'rollcall_database_statement_seconds',
      help: 'How long the database took for a statement. What the embedded database is sent together counts with the last of it.',
      labelNames: ['operation', 'table'],
      buckets: statementSeconds,
      registers,
    });
    this.errors = new Counter({
      name: 'rollcall_database_statement_errors_total',
      help: 'Statements that the database refused or did not answer; a name that is taken is one as well.',
      labelNames: ['operation', 'table'],
      registers,
    });
    this.works = new Histogram({
      name: 'rollcall_gathered_works',
      help: 'How many works were done together.',
      labelNames: ['kind'],
      buckets: gatheredWorks,
      registers,
    });
    this.waits = new Histogram({
      name: 'rollcall_database_connection_wait_seconds',
      help: 'How long work waited until it had a connection.',
      labelNames: ['pool'],
      buckets: statementSeconds,
      registers,
    });
    this.troubles = new Counter({
      name: 'rollcall_database_troubles_total',
      help: 'Work that the database did not do, by why, and whether it was tried again.',
      labelNames: ['trouble', 'outcome'],
      registers,
    });
    this.entries = new Counter({
      name: 'rollcall_journal_entries_total',
      help: 'Entries that the audit log got, by what happened or what was refused.',
      labelNames: ['action', 'kind'],
      registers,
    });
  }

  waited(pool: PoolName, milliseconds: number): void {
    this.waits.observe({ pool }, milliseconds / 1000);
  }

  troubled(trouble: StorageTrouble, isRunAgain: boolean): void {
    this.troubles.inc({ trouble, outcome: isRunAgain ? 'run_again' : 'given_up' });
  }

  committed(entries: readonly Journalled[]): void {
    for (const { action, refusal } of entries)
      this.entries.inc({ action, kind: refusal === undefined ? 'event' : 'refusal' });
  }
}
