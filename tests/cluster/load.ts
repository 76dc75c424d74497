import { setTimeout as pause } from 'node:timers/promises';
import { type ChangedRules, changeRules } from './rule-changer.ts';
import { Installation } from './service.ts';
import { type Told, write } from './writers.ts';

const processes = 2;
const writersOfEach = 4;
const shownMilliseconds = 15_000;
const followsMilliseconds = 60_000;

interface ShownEntry {
  readonly position: number;
}

/** Two processes that serve one database, their clients, one that changes the policy, and one that follows the audit log. */
export class Load {
  readonly told: Told = {
    ...{ agents: new Map(), wrong: [], unavailable: 0, unknown: 0 },
    acknowledged: Array.from({ length: processes }, () => []),
  };
  readonly addresses: string[] = [];
  private readonly stopping = new AbortController();
  private readonly positions: number[] = [];
  private complaints: readonly string[] = [];
  private writing: Promise<unknown> = Promise.resolve();
  private endRules: (() => Promise<ChangedRules>) | undefined;
  private readonly installation: Installation;
  private readonly url: string;

  private constructor(url: string) {
    this.url = url;
    this.installation = new Installation(url);
  }

  static async on(url: string): Promise<Load> {
    const load = new Load(url);
    await load.begin();
    return load;
  }

  /** Waits for what is under way. @returns what became of the policy. */
  async end(): Promise<ChangedRules> {
    this.stopping.abort();
    await this.writing;
    if (this.endRules === undefined) throw new Error('Nothing was begun.');
    return this.endRules();
  }

  /** What is wrong with what the follower was shown of the audit log. */
  async shown(): Promise<readonly string[]> {
    const printed = await this.installation.run('audit', 'tail', '--json', '--limit', '1');
    const [{ position: last }] = JSON.parse(printed) as [ShownEntry];
    const deadline = performance.now() + shownMilliseconds;
    while ((this.positions.at(-1) ?? 0) < last && performance.now() < deadline) await pause(100);
    const expected = (this.positions[0] ?? 0) + this.positions.length - 1;
    const isWhole = this.positions.at(-1) === last && last === expected;
    return isWhole
      ? []
      : [
          `the follower was shown ${this.positions.length} entries up to ${this.positions.at(-1)} of ${last}, and said: ${this.complaints.join(' ')}`,
        ];
  }

  /** What does not fit the seal of the audit log, which went on under failovers. */
  async unsealed(): Promise<readonly string[]> {
    const fits = this.installation.run('audit', 'verify').then(() => []);
    return fits.catch((error: Error) => [error.message]);
  }

  /** What the processes that serve told operators of the answers that no client should get. */
  get causes(): readonly string[] {
    const ids = this.told.wrong.map((answer) => /request id ([\w-]+)/.exec(answer)?.[1]);
    const isOfOne = (line: string) => ids.some((id) => id !== undefined && line.includes(id));
    return this.installation.warnings.map(({ line }) => line).filter(isOfOne);
  }

  /** What the processes that serve told operators of since then. */
  warningsSince(at: number): readonly string[] {
    return this.installation.warnings
      .filter((warning) => warning.at >= at)
      .map((warning) => `+${((warning.at - at) / 1000).toFixed(1)} s ${warning.address} ${warning.line}`);
  }

  stop(): Promise<void> {
    this.stopping.abort();
    return this.installation.stop();
  }

  private async begin(): Promise<void> {
    const json = async (...verb: readonly string[]) =>
      JSON.parse(await this.installation.run(...verb, '--json')) as { id: string; token: string };
    await this.installation.run('migrate');
    const sso = ['--sso-issuer', 'https://ada.okta.example'];
    const { id } = await json('account', 'create', '--name', 'Ada', ...sso);
    const { token } = await json('token', 'create', '--account', id, '--name', 'Okta');
    for (let process = 0; process < processes; process++)
      this.addresses.push(await this.installation.serve());
    this.complaints = this.installation.follow(['audit', 'tail', '--follow', '--json'], (line) => {
      this.positions.push((JSON.parse(line) as ShownEntry).position);
    });
    // It begins with the entry of the token. One that still starts when the first server is taken away cannot start.
    const deadline = performance.now() + followsMilliseconds;
    while (this.positions.length === 0) {
      if (performance.now() > deadline)
        throw new Error(`The follower of the audit log shows nothing: ${this.complaints.join(' ')}`);
      await pause(100);
    }
    const { signal } = this.stopping;
    this.endRules = await changeRules(this.url, id, signal);
    const writing = Promise.all(
      this.addresses.flatMap((address, process) =>
        Array.from({ length: writersOfEach }, (_, writer) =>
          write(address, process, `process-${process}-writer-${writer}`, token, this.told, signal),
        ),
      ),
    );
    // Where the load is stopped before its end, something else has failed.
    writing.catch(() => undefined);
    this.writing = writing;
  }
}
