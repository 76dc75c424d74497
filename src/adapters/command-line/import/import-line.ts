import type { DesiredAgent } from '../../../domain/agent/desired-agent.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';

/** A line of a file, and the agent that it describes or why it describes none. */
export interface ImportLine {
  /** Counting from 1; of several that one agent takes, the first. */
  readonly number: number;
  /** How long it is, for the size of what is imported together. */
  readonly size: number;
  readonly agent: DesiredAgent | DomainError;
}

export type Bytes = AsyncIterable<Uint8Array>;

/** An agent has a quarter of a million characters at most, of up to three bytes each. */
export const lineBytesMax = 1024 * 1024;

export const tooLong = (): DomainError =>
  new DomainError('inputInvalid', `The line is too long; allowed are at most ${lineBytesMax} bytes.`);

export function orRefusal(read: () => DesiredAgent): DesiredAgent | DomainError {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
