import { LRUCache } from 'lru-cache';
import type { PoolConnection } from 'mysql2';

/** Of one connection. The statements of creates, reads and changes of agents take a tenth of it. */
const bytesMax = 512 * 1024;
/** What the driver holds of each parameter: an object that describes it, and its part of the packet that this came in. */
const bytesPerParameter = 300;

/**
 * Keeps the statements prepared that a connection ran last, as far as there is room. The driver counts its own by number
 * alone, and what clients ask for decides how large each is: a filter of many conditions is a statement of its own, with
 * some hundred kilobytes.
 */
export class PreparedStatements {
  private readonly kept: LRUCache<string, number>;

  constructor(private readonly connection: Pick<PoolConnection, 'unprepare'>) {
    this.kept = new LRUCache<string, number>({
      maxSize: bytesMax,
      // The text is held by itself and as the key of what was prepared.
      sizeCalculation: (parameters, sql) => 2 * sql.length + parameters * bytesPerParameter,
      dispose: (_, sql) => connection.unprepare(sql),
    });
  }

  /** Takes note of a statement that was run. */
  ran(sql: string, parameters: number): void {
    if (this.kept.get(sql) !== undefined) return;
    this.kept.set(sql, parameters);
    if (!this.kept.has(sql)) this.connection.unprepare(sql);
  }
}
