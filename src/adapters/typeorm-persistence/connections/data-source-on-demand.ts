import type { DataSource } from 'typeorm';

const openMilliseconds = 10_000;

/** With the code that the driver has for it: whoever finds other connections tries again there. */
export const connectionsClosed = (): Error =>
  Object.assign(new Error('The connections are closed.'), { code: 'POOL_CLOSED' });

/**
 * A DataSource that is opened when it is first needed, and tried again after it could not be: the service starts
 * while its database is away.
 */
export class DataSourceOnDemand {
  private opening: Promise<DataSource> | undefined;
  private isClosed = false;

  /** @param prepare - is called before it is opened. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepare: () => void = () => undefined,
  ) {}

  async open(): Promise<DataSource> {
    this.requireOpen();
    // TypeORM calls itself initialized before it knows its entities, and while it closes what it could not open.
    if (this.opening === undefined && this.dataSource.isInitialized) return this.dataSource;
    this.opening ??= this.openInTime().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private requireOpen(): void {
    if (this.isClosed) throw connectionsClosed();
  }

  /** TypeORM asks the server for its version, and would wait for the answer for ever. */
  private async openInTime(): Promise<DataSource> {
    this.prepare();
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' })),
      openMilliseconds,
    );
    try {
      const opened = await Promise.race([this.dataSource.initialize(), late]);
      this.requireOpen();
      return opened;
    } catch (error) {
      // The pool is there already where it was the version that did not come.
      await this.dataSource.driver.disconnect().catch(() => undefined);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
