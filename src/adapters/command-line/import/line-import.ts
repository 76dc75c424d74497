import type { ImportOutcome } from '../../../application/agents/import-agents.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { DesiredAgent } from '../../../domain/agent/desired-agent.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { ImportLine } from './import-line.ts';
import type { RefusedLine } from './refusals.ts';
import { SeenUserNames } from './seen-user-names.ts';

export interface ImportCounts {
  imported: number;
  alreadyThere: number;
  refused: number;
}

interface ImportSteps {
  readonly importAgents: (agents: readonly DesiredAgent[]) => Promise<readonly ImportOutcome[]>;
  readonly refuse: (refused: RefusedLine) => Promise<void>;
  readonly progress: (counts: ImportCounts) => void;
}

/** Of one transaction: so many agents, or so much text of them. */
const agentsPerBatchMax = 500;
const batchSizeMax = 4_000_000;

/** One batch is read and checked, another is written. A third one waits longer for its locks than it gains. */
const batchesUnderWayMax = 2;

/** Of a file, whose userNames are remembered to find those that are there twice. */
const linesMax = 2_000_000;

type ReadLine = ImportLine & { readonly agent: DesiredAgent };

/**
 * Imports agents line by line, of which only a few are in memory at a time. Counts go up as batches are committed.
 *
 * @throws what `importAgents` throws, when no batch is under way any more.
 */
export class LineImport {
  readonly counts: ImportCounts = { imported: 0, alreadyThere: 0, refused: 0 };
  private readonly seen = new SeenUserNames();
  private readonly underWay = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly steps: ImportSteps) {}

  async run(lines: AsyncIterable<ImportLine>): Promise<void> {
    let batch: ReadLine[] = [];
    let size = 0;
    try {
      for await (const line of lines) {
        const refusal = this.refusalOf(line);
        if (refusal !== undefined) {
          await this.refuse(line, refusal);
          continue;
        }
        batch.push(line as ReadLine);
        size += line.size;
        if (batch.length < agentsPerBatchMax && size < batchSizeMax) continue;
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

  private refusalOf({ number, agent }: ImportLine): DomainError | undefined {
    if (agent instanceof DomainError) return agent;
    if (this.seen.size >= linesMax)
      return new DomainError('inputInvalid', `The file has more than ${linesMax} agents; cut it in parts.`);
    const first = this.seen.lineOf(foldCase(agent.userName), number);
    return first === undefined
      ? undefined
      : new DomainError('userNameTaken', `Line ${first} has the same userName.`);
  }

  /** Resolves when another batch may be read. */
  private async begin(batch: readonly ReadLine[]): Promise<void> {
    const done: Promise<void> = this.importBatch(batch)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
    if (this.underWay.size >= batchesUnderWayMax) await Promise.race(this.underWay);
  }

  private async importBatch(batch: readonly ReadLine[]): Promise<void> {
    const outcomes = await this.steps.importAgents(batch.map(({ agent }) => agent));
    for (const [index, line] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome instanceof DomainError) await this.refuse(line, outcome);
      else this.counts[outcome ?? 'alreadyThere'] += 1;
    }
    this.steps.progress(this.counts);
  }

  private async refuse({ number: line, agent }: ImportLine, { code, message }: DomainError): Promise<void> {
    this.counts.refused += 1;
    const userName = agent instanceof DomainError ? undefined : agent.userName;
    await this.steps.refuse({ line, userName, code, message });
  }
}
