import { ContainerModule } from 'inversify';
import { type Logger, pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { AppConfig } from '../../config/app-config.ts';
import { SchemaGate } from '../../src/adapters/koa-http/schema-gate.ts';
import { HttpServer } from '../../src/adapters/koa-http/server.ts';
import type { TokenRequest } from '../../src/application/access/issue-token.ts';
import type { IssuedToken } from '../../src/application/access/token/issued-token.ts';
import { AgentJobWork } from '../../src/application/agents/job/agent-job-work.ts';
import type { Application, DryRuns } from '../../src/application/application.ts';
import type { AccountDirectory } from '../../src/application/ports/account-directory.ts';
import type { Caller, Requester } from '../../src/application/ports/caller.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { RecordedJournalEntry } from '../../src/application/ports/event-feed.ts';
import type { RequestStore } from '../../src/application/ports/request-log.ts';
import type { UnitOfWork } from '../../src/application/ports/unit-of-work.ts';
import type { DesiredAgent } from '../../src/domain/agent/desired-agent.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { bindings } from '../../src/main/bindings.ts';
import { buildContainer, resolve } from '../../src/main/container.ts';
import { httpModule } from '../../src/main/modules/http-module.ts';
import { watchingOf } from '../../src/main/watching.ts';
import { type DatabaseProduct, sqlite } from './databases.ts';
import { answeredInTurn, commonSettings, hasBeside, serveBeside } from './process-beside.ts';
import { basic, ScimClient } from './scim-client.ts';
import { provisioning } from './stored-agents.ts';

/** Settings that differ from those of an installation; the database and the address are the test's. */
export type ServerOptions = Partial<Omit<AppConfig, 'databaseUrl' | 'host' | 'port'>>;

/** An account with Single Sign-On set up, and a client that holds a token of it. */
export interface TestAccount {
  readonly caller: Caller;
  readonly token: IssuedToken;
  readonly client: ScimClient;
  /** The newest 1000 entries of its journal, the newest first. */
  journal(): Promise<readonly RecordedJournalEntry[]>;
  /** Stores so many agents, at once and not over SCIM; their ids, which grow. */
  provisionMany(
    count: number,
    fieldsOf?: (index: number) => Partial<DesiredAgent>,
  ): Promise<readonly string[]>;
  /** Stores an agent for each caller, all asked for in one task. */
  provisionAtOnce(callers: readonly Caller[], userNameOf: (index: number) => string): Promise<void>;
  issueToken(request?: Partial<TokenRequest>): Promise<IssuedToken>;
}

export const operator: Requester = {
  principal: { kind: 'operator', name: 'test' },
  source: 'command line',
  requestId: 'test',
};

/**
 * The service as `serve` builds it, on a real port and a real database, with a clock that can be put forward. Another process may
 * answer every second request.
 */
export class TestServer {
  private constructor(
    readonly application: Application,
    readonly dryRuns: DryRuns,
    readonly accounts: AccountDirectory,
    readonly unitOfWork: UnitOfWork,
    readonly requestStore: RequestStore,
    /** Works on jobs when it is told to. */
    readonly agentJobWork: AgentJobWork,
    readonly port: number,
    /** Where metrics are told, if they are. */
    readonly metricsPort: number | undefined,
    readonly databaseUrl: string,
    readonly logLines: readonly string[],
    private readonly clock: { aheadMilliseconds: number },
    readonly stop: () => Promise<void>,
  ) {}

  static async start(databaseUrl: string, options: ServerOptions = {}): Promise<TestServer> {
    const common = hasBeside(databaseUrl) ? commonSettings : {};
    const settings = { host: '127.0.0.1', port: 0, stopSecondsMax: 10, ...common, ...options, databaseUrl };
    const config = Object.assign(new AppConfig(), settings);
    const logLines: string[] = [];
    const logger: Logger = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
    const ahead = { aheadMilliseconds: 0 };
    const now = () => instantOf(new Date(Date.now() + ahead.aheadMilliseconds));
    const clock = new ContainerModule(({ rebind }) => {
      rebind<Clock>(bindings.clock).toConstantValue({ now });
    });
    const watching = await watchingOf(config, logger);
    const container = buildContainer(config, logger, httpModule(), watching.module, clock);
    const metricsPort = await watching.start(container);
    await resolve(container, SchemaGate).tryToOpen();
    const server = resolve(container, HttpServer);
    const { port: own } = await server.listen();
    const beside = hasBeside(databaseUrl) ? await serveBeside(databaseUrl, options) : undefined;
    const front = beside && (await answeredInTurn([own, beside.port]));
    const port = front?.port ?? own;
    const application = resolve(container, bindings.application);
    const unitOfWork = resolve(container, bindings.unitOfWork);
    const { requestStore } = resolve(container, bindings.openStorage);
    return new TestServer(
      application,
      resolve(container, bindings.dryRuns),
      resolve(container, bindings.accounts),
      unitOfWork,
      requestStore,
      resolve(container, AgentJobWork),
      port,
      metricsPort,
      databaseUrl,
      logLines,
      ahead,
      async () => {
        await front?.stop();
        await beside?.stop();
        await server.stop();
        await resolve(container, bindings.requestLog).close(performance.now() + 10_000);
        await watching.stop();
        await resolve(container, bindings.storage).close();
      },
    );
  }

  baseUrl(basePath = '/scim/v2'): string {
    return `http://127.0.0.1:${this.port}${basePath}`;
  }

  putClockForward(days: number): void {
    this.clock.aheadMilliseconds += days * 86_400_000;
  }

  /** Has all jobs done. */
  async workOnJobs(): Promise<void> {
    while (await this.agentJobWork.round(operator));
  }

  async openAccount(name = 'Acme', { sso = true } = {}): Promise<TestAccount> {
    const ssoIssuer = sso ? 'https://acme.okta.example' : undefined;
    const { issueToken, openAccount, readAuditLog } = this.application;
    const account = await openAccount(operator, { name, ssoIssuer });
    const caller = { ...operator, accountId: account.state.id };
    let issued = 0;
    const issue = (request: Partial<TokenRequest> = {}) => {
      issued += 1;
      return issueToken(caller, { name: issued === 1 ? 'Okta' : `Okta ${issued}`, ...request });
    };
    const token = await issue();
    return {
      caller,
      token,
      client: new ScimClient(this.baseUrl(), { Authorization: basic(token.text) }),
      journal: () => readAuditLog(caller, { limit: 1000 }),
      provisionMany: async (count, fieldsOf = () => ({})) => {
        const changes = Array.from({ length: count }, (_, index) => provisioning(caller, fieldsOf(index)));
        for (let start = 0; start < count; start += 500) {
          const some = changes.slice(start, start + 500);
          await this.unitOfWork.transact(caller, (scope) => scope.agents.storeProvisioned(some));
        }
        return changes.map(({ state }) => state.state.id);
      },
      provisionAtOnce: async (callers, userNameOf) => {
        const works = callers.map((one, index) => {
          const change = provisioning(one, { userName: userNameOf(index) });
          return this.unitOfWork.transact(one, (scope) => scope.agents.store(change), userNameOf(index));
        });
        await Promise.all(works);
      },
      issueToken: issue,
    };
  }
}

/** The service on a new database during the suite. */
export function serverOn(product: DatabaseProduct = sqlite, options: ServerOptions = {}): () => TestServer {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await TestServer.start(await product.freshUrl(), options);
  });
  afterAll(() => server?.stop());
  return () => {
    if (server === undefined) throw new Error('The server does not run yet.');
    return server;
  };
}
