import { foldCase } from '../../../criteria/fold-case.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { RowNotation } from './import-line.ts';

/** The cells of a row that say something, by the names of their columns. */
export type NamedCells<Name extends string, Required extends Name> = Readonly<
  Record<Required, string> & Partial<Record<Name, string>>
>;

/**
 * Rows under columns that are known, in any order and letter case. A cell with blanks alone says nothing.
 *
 * @param required - columns in which every row must say something.
 * @param read - makes an item of a row; throws DomainError `inputInvalid`.
 */
export const namedColumns = <Name extends string, Required extends Name, Item>(
  names: readonly Name[],
  required: readonly Required[],
  read: (cells: NamedCells<Name, Required>) => Item,
): RowNotation<Item> => ({
  header: names.join(','),
  readRows: (given) => {
    const columns = columnsOf(given, names, required);
    return (cells) => {
      const said = columns.flatMap((name, index) => {
        const text = cells[index]?.trim() ?? '';
        return text === '' ? [] : [[name, text] as const];
      });
      const row = Object.fromEntries(said) as NamedCells<Name, Required>;
      const missing = required.find((name) => row[name] === undefined);
      if (missing !== undefined) throw invalid(`"${missing}" is empty.`);
      return read(row);
    };
  },
});

export const invalid = (message: string): DomainError => new DomainError('inputInvalid', message);

function columnsOf<Name extends string>(
  given: readonly string[],
  names: readonly Name[],
  required: readonly Name[],
): readonly Name[] {
  const known = new Map<string, Name>(names.map((name) => [foldCase(name), name]));
  const columns = given.map((text) => {
    const name = known.get(foldCase(text.trim()));
    if (name !== undefined) return name;
    const shown = JSON.stringify(text.slice(0, 80).toWellFormed());
    throw invalid(`${shown} is no column of such a file; there are ${names.join(', ')}.`);
  });
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`The column "${twice}" is there twice.`);
  const missing = required.find((name) => !columns.includes(name));
  if (missing !== undefined) throw invalid(`There is no column "${missing}".`);
  return columns;
}
