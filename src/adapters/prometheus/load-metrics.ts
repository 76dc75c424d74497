import { Counter, collectDefaultMetrics, Gauge, type Registry } from '@prometheus-io/client';
import type { PoolLoad, StorageLoad } from '../../application/ports/storage-load.ts';

export interface ProcessLoad {
  storage(): StorageLoad;
  /** Of the request log: how many requests wait to be written, and how many were lost so far. */
  requestLog(): { readonly waiting: number; readonly lost: number };
}

/** What a process has to do at the moment. It is looked at when somebody scrapes, and costs nothing before. */
export function measureLoad(registry: Registry, load: ProcessLoad): void {
  // CPU, memory, garbage collection, descriptors, and the delay of the event loop since the last scrape.
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const ofPools = (name: string, help: string, figureOf: (pool: PoolLoad) => number) =>
    new Gauge({
      ...{ name, help, labelNames: ['pool'], registers },
      collect() {
        for (const [pool, one] of Object.entries(load.storage().pools)) {
          if (one !== undefined) this.set({ pool }, figureOf(one));
        }
      },
    });
  ofPools('rollcall_database_connections_lent', 'Connections that work has.', ({ lent }) => lent);
  ofPools('rollcall_database_connections_max', 'Connections that can be lent.', ({ max }) => max);
  ofPools('rollcall_database_works_waiting', 'Works that wait for a connection.', ({ waiting }) => waiting);

  new Counter({
    name: 'rollcall_policies_total',
    help: 'How often the policy of an account was needed: known to the process, or read.',
    labelNames: ['found'],
    registers,
    collect() {
      const { known, read } = load.storage().policies;
      this.reset();
      this.inc({ found: 'known' }, known);
      this.inc({ found: 'read' }, read);
    },
  });
  new Counter({
    name: 'rollcall_request_log_lost_total',
    help: 'Requests that were not written to the request log.',
    registers,
    collect() {
      this.reset();
      this.inc(load.requestLog().lost);
    },
  });
  new Gauge({
    name: 'rollcall_request_log_waiting',
    help: 'Requests that wait to be written to the request log.',
    registers,
    collect() {
      this.set(load.requestLog().waiting);
    },
  });
}
