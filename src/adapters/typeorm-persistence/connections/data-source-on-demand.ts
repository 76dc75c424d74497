import type { DataSource } from 'typeorm';

/**
 * A DataSource that is opened when it is first needed, and tried again after it could not be: the service starts
 * while its database is away.
 */
export class DataSourceOnDemand {
  private opened: Promise<DataSource> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  open(): Promise<DataSource> {
    this.opened ??= this.dataSource.initialize().catch(async (error: unknown) => {
      this.opened = undefined;
      // A pool whose server did not tell its version is left behind otherwise.
      await this.dataSource.driver.disconnect().catch(() => undefined);
      throw error;
    });
    return this.opened;
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
