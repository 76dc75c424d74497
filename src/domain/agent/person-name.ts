/** RFC 7643 section 4.1.1, `name`. */
export type PersonName = {
  readonly formatted?: string;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly middleName?: string;
  readonly honorificPrefix?: string;
  readonly honorificSuffix?: string;
};

const componentsInOrder = [
  'honorificPrefix',
  'givenName',
  'middleName',
  'familyName',
  'honorificSuffix',
] as const satisfies readonly (keyof PersonName)[];

/** A name, and what was given up for it. */
interface NamedPerson {
  readonly name: PersonName;
  /**
   * The `formatted` that came last and was an echo. A client that repeats its request sends it again, and it is an echo
   * again, though the components are new by then.
   */
  readonly staleFormattedName?: string;
}

/**
 * The name with its `formatted` in step with its components. Okta reads an agent, replaces the components that it maps
 * and sends all of it back, `formatted` included: one that is the join of components of which some change is an echo, and
 * is made anew. One that is no join of what was there came from the directory, and is kept.
 *
 * @param current - the agent so far; absent for a new one.
 */
export function personName(desired: PersonName, current: NamedPerson = { name: {} }): NamedPerson {
  const { formatted, ...components } = desired;
  const joined = join(components);
  const kept = (given: string) => ({ name: withFormatted(given, components), staleFormattedName: undefined });
  if (formatted === undefined || joined === '') return kept(formatted ?? joined);
  const { name, staleFormattedName } = current;
  const changes = componentsInOrder.some((part) => components[part] !== name[part]);
  const isEcho = changes && formatted === name.formatted && formatted === join(name);
  if (formatted !== joined && (isEcho || formatted === staleFormattedName)) {
    return { name: withFormatted(joined, components), staleFormattedName: formatted };
  }
  return kept(formatted);
}

const withFormatted = (formatted: string, components: PersonName): PersonName =>
  formatted === '' ? components : { formatted, ...components };

const join = (name: PersonName): string =>
  componentsInOrder
    .map((part) => name[part])
    .filter(Boolean)
    .join(' ');
