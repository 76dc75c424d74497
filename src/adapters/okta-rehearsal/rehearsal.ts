import { type Expectation, memberAt, statusIs } from './expectations.ts';
import { type Exchange, OktaClient, type RehearsalTarget } from './okta-client.ts';

/** One request of the rehearsal, its answer and what is wrong with it. */
export interface Step {
  readonly title: string;
  readonly exchange: Exchange;
  /** Empty: everything is as expected. */
  readonly failures: readonly string[];
}

export interface RehearsalResult {
  readonly passed: boolean;
  readonly steps: readonly Step[];
}

/** Whatever comes next cannot be played on what was answered; the failures of the steps say why. */
export class RehearsalCutShort extends Error {
  override readonly name = 'RehearsalCutShort';
}

/** The requests so far: sends the next one, checks its answer and tells of it. */
export class Rehearsal implements RehearsalResult {
  readonly steps: Step[] = [];
  private readonly client: OktaClient;

  constructor(
    target: RehearsalTarget,
    private readonly onStep: (step: Step) => void,
  ) {
    this.client = new OktaClient(target);
  }

  get passed(): boolean {
    return this.steps.every((step) => step.failures.length === 0);
  }

  /** @throws ServerUnreachable; RehearsalCutShort when the status is not the one to go on from. */
  async play(
    title: string,
    request: readonly [method: string, path: string, body?: unknown],
    status: Expectation,
    expectations: readonly Expectation[] = [],
  ): Promise<Exchange> {
    return this.judge(title, await this.client.send(...request), status, expectations);
  }

  /** Tells of an answer, and of what is wrong with it. @throws RehearsalCutShort when the status is not the one to go on from. */
  judge(
    title: string,
    exchange: Exchange,
    status: Expectation,
    expectations: readonly Expectation[],
  ): Exchange {
    const wrongStatus = status(exchange);
    const failures =
      wrongStatus === undefined
        ? expectations.map((expectation) => expectation(exchange)).filter((failure) => failure !== undefined)
        : [wrongStatus + detailOf(exchange)];
    const step = { title, exchange, failures };
    this.steps.push(step);
    this.onStep(step);
    if (wrongStatus !== undefined) throw new RehearsalCutShort(title);
    return exchange;
  }

  /** Reads the user and returns it with `changes` on top: Okta's way to update, `id` and `meta` included. */
  async readAndMerge(title: string, path: string, changes: object): Promise<object> {
    const { body } = await this.play(`${title}: Okta reads the user first`, ['GET', path], statusIs(200));
    return merge(body, changes);
  }
}

/** What the server itself says is wrong: Okta shows it to the administrator. */
function detailOf({ body }: Exchange): string {
  const detail = memberAt(body, 'detail');
  return typeof detail === 'string' ? ` (${detail})` : '';
}

function merge(current: unknown, changes: object): object {
  const merged: Record<string, unknown> = { ...(current as object) };
  for (const [name, value] of Object.entries(changes)) {
    const before = memberAt(current, name);
    const nested = [before, value].every((part) => isObject(part));
    merged[name] = nested ? merge(before, value) : value;
  }
  return merged;
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
