import { Option } from 'commander';
import type { Instant } from '../../../domain/shared/instant.ts';
import { parseTime } from './parse-time.ts';

/** Of verbs that tell what is, and can tell what was. */
export interface AtOption {
  readonly at?: Instant;
}

export const atOption = (): Option =>
  new Option('--at <time>', 'as it was then: 2026-11-23T12:00:00Z, or 24h for a day ago').argParser(
    parseTime,
  );
