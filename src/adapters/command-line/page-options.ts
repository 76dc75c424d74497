import type { Command } from 'commander';
import { resourcesPerPageDefault } from '../../application/listing/listing.ts';
import { resourcesPerPageMax } from '../../application/ports/list-page.ts';
import { wholeNumber } from './verb.ts';

/** Which part of a list is wanted, as operators say it. */
export interface PageOptions {
  readonly startIndex: number;
  readonly count: number;
}

export const withPage = (command: Command): Command =>
  command
    .option('--start-index <n>', 'the first to list, counting from 1', wholeNumber(1, 1e9), 1)
    .option('--count <n>', 'how many to list', wholeNumber(0, resourcesPerPageMax), resourcesPerPageDefault);

export const pageOf = ({ startIndex, count }: PageOptions) => ({ from: startIndex - 1, limit: count });
