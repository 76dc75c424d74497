import { isJsonObject } from '../../criteria/json.ts';
import { Satisfies } from '../input/satisfies.ts';

const keyCharactersMax = 32_768;

/** The property says where a list begins: at a number, at the beginning, or behind a `ListPosition`. */
export const IsListStart = () =>
  Satisfies(
    'must be a number, "beginning", or "next" of the page before',
    (value) => value === 'beginning' || isCount(value) || isPosition(value),
  );

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const isPosition = (value: unknown): boolean =>
  isJsonObject(value) &&
  isText(value.id) &&
  (value.key === undefined || value.key === null || isText(value.key));

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= keyCharactersMax;
