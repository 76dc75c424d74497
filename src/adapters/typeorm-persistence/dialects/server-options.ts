import { readFileSync } from 'node:fs';

const names = [
  'socket',
  'password-file',
  'ssl-mode',
  'ssl-ca',
  'ssl-cert',
  'ssl-key',
  'ssl-server-name',
] as const;

/** How a server is reached, beside its address. In a URL they stand behind "?", under the names that MySQL's programs use. */
export type ServerOptions = Readonly<Partial<Record<(typeof names)[number], string>>>;

/** @throws Error, without what it met, since that may be a part of a password. */
export function optionsInUrl(parameters: URLSearchParams): ServerOptions {
  const options: Partial<Record<string, string>> = {};
  for (const [name, value] of parameters) {
    // Whoever asks for encryption by another name must not believe that it is on.
    if (!names.some((known) => known === name))
      throw new Error(
        `The database URL has options behind "?" that are not known. Known are ${names.join(', ')}. In a password, "?" is "%3F".`,
      );
    options[name] = value;
  }
  return options;
}

/**
 * The text of a file that an option names. A text in PEM is itself: it is what programs have that hand over a DataSource.
 *
 * @throws Error that says which.
 */
export function fileOf(options: ServerOptions, name: keyof ServerOptions): string | undefined {
  const file = options[name];
  if (file === undefined || file.includes('-----BEGIN ')) return file;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new Error(`The database option "${name}" names a file that cannot be read: ${reason}.`);
  }
}
