/** Stands in for Vitest's collector, so that tests that have been loaded once can be run thousands of times. */

type Body = (...parameters: unknown[]) => unknown;

export interface Test {
  readonly id: string;
  readonly run: () => unknown;
}

export class Suite {
  readonly children: (Suite | Test)[] = [];
  readonly beforeAll: Body[] = [];
  readonly afterAll: Body[] = [];
  readonly beforeEach: Body[] = [];
  readonly afterEach: Body[] = [];
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  tests(): readonly Test[] {
    return this.children.flatMap((child) => (child instanceof Suite ? child.tests() : [child]));
  }
}

let current = new Suite('');

/** Makes tests and hooks that are declared during the work belong to the suite. */
export async function declaringIn(suite: Suite, work: () => unknown): Promise<void> {
  const outer = current;
  current = suite;
  try {
    await work();
  } finally {
    current = outer;
  }
}

/** Titles need not be different, ids do. */
const idOf = (title: string): string => `${current.id} > ${current.children.length} ${title}`;

function declareSuite(title: string, body: Body, parameters: readonly unknown[] = []): void {
  const outer = current;
  const suite = new Suite(idOf(title));
  outer.children.push(suite);
  current = suite;
  body(...parameters);
  current = outer;
}

function declareTest(title: string, body: Body, parameters: readonly unknown[] = []): void {
  current.children.push({ id: idOf(title), run: () => body(...parameters) });
}

type Declare = typeof declareTest;

const forEach =
  (declare: Declare) =>
  (cases: readonly unknown[]) =>
  (title: string, body: Body): void => {
    // As Vitest does, a list among other values is one parameter.
    const areLists = cases.every(Array.isArray);
    for (const parameters of cases)
      declare(title, body, areLists ? (parameters as readonly unknown[]) : [parameters]);
  };

const forOne =
  (declare: Declare) =>
  (cases: readonly unknown[]) =>
  (title: string, body: Body): void => {
    for (const parameter of cases) declare(title, body, [parameter]);
  };

const declarer = (declare: Declare) =>
  Object.assign((title: string, body: Body) => declare(title, body), {
    each: forEach(declare),
    for: forOne(declare),
    skipIf: (isSkipped: unknown) => (isSkipped ? () => undefined : declare),
  });

export const describe = declarer(declareSuite);
export const test = declarer(declareTest);
export const beforeAll = (hook: Body) => void current.beforeAll.push(hook);
export const afterAll = (hook: Body) => void current.afterAll.push(hook);
export const beforeEach = (hook: Body) => void current.beforeEach.push(hook);
export const afterEach = (hook: Body) => void current.afterEach.push(hook);
/** Vitest's global set-up provides the URL of a server; mutants are judged without one. */
export const inject = () => undefined;
