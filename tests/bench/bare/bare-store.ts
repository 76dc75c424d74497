/** A person as the bare server keeps them: one row. */
export interface BareAgent {
  readonly id: string;
  readonly userName: string;
  readonly version: number;
  readonly createdAt: string;
  readonly lastModifiedAt: string;
  /** All else that the directory says, as it says it. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface BareChange {
  readonly id: string;
  readonly to: (agent: BareAgent) => BareAgent;
}

/**
 * What the bare server asks of its database: each method does several of a kind at once, in one transaction, and answers
 * each in its place. `undefined` stands for an agent who does not exist.
 */
export interface BareStore {
  create(agents: readonly BareAgent[]): Promise<readonly BareAgent[]>;
  read(ids: readonly string[]): Promise<readonly (BareAgent | undefined)[]>;
  find(userNames: readonly string[]): Promise<readonly (BareAgent | undefined)[]>;
  change(changes: readonly BareChange[]): Promise<readonly (BareAgent | undefined)[]>;
}

export const bareColumns = [
  'id',
  'user_name',
  'user_name_key',
  'version',
  'created_at',
  'last_modified_at',
  'attributes',
] as const;

/** A row of `bare_agents` as databases answer it. */
export interface BareRow {
  readonly id: string;
  readonly user_name: string;
  readonly version: number;
  readonly created_at: string;
  readonly last_modified_at: string;
  readonly attributes: string;
}

/** The statements that make the tables. @param position - the type of a key that counts up. */
export const bareTables = (position: string): readonly string[] => [
  `CREATE TABLE bare_agents (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    user_name VARCHAR(254) NOT NULL,
    user_name_key VARCHAR(254) NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at VARCHAR(24) NOT NULL,
    last_modified_at VARCHAR(24) NOT NULL,
    attributes TEXT NOT NULL
  )`,
  `CREATE TABLE bare_journal (
    position ${position},
    recorded_at VARCHAR(24) NOT NULL,
    action VARCHAR(64) NOT NULL,
    agent_id VARCHAR(36) NOT NULL,
    agent TEXT NOT NULL
  )`,
];

/** The values of `bareColumns`. */
export const rowOf = (agent: BareAgent): (string | number)[] => [
  agent.id,
  agent.userName,
  keyOf(agent.userName),
  agent.version,
  agent.createdAt,
  agent.lastModifiedAt,
  JSON.stringify(agent.attributes),
];

export const keyOf = (userName: string): string => userName.toLowerCase();

export const agentOf = (row: BareRow): BareAgent => ({
  id: row.id,
  userName: row.user_name,
  version: row.version,
  createdAt: row.created_at,
  lastModifiedAt: row.last_modified_at,
  attributes: JSON.parse(row.attributes),
});

export const entryColumns = ['recorded_at', 'action', 'agent_id', 'agent'] as const;

/** The values of `entryColumns`. */
export const entryOf = (action: 'create' | 'update', agent: BareAgent): string[] => [
  agent.lastModifiedAt,
  action,
  agent.id,
  JSON.stringify(agent.attributes),
];

/**
 * Makes changes in the order in which they came.
 *
 * @param known - by id; holds the last state of each afterwards.
 */
export const changed = (changes: readonly BareChange[], known: Map<string, BareAgent>) =>
  changes.map(({ id, to }) => {
    const agent = known.get(id);
    if (agent === undefined) return undefined;
    const next = to(agent);
    known.set(id, next);
    return next;
  });
