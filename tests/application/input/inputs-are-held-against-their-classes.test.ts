import { IsBoolean, IsInt, Min } from 'class-validator';
import { describe, expect, test } from 'vitest';
import { checkInput } from '../../../src/application/input/check-input.ts';
import { IsFunction } from '../../../src/application/input/is-function.ts';
import { IsIdentifier } from '../../../src/application/input/is-identifier.ts';
import { IsIdentifiers } from '../../../src/application/input/is-identifiers.ts';
import { IsJsonObject } from '../../../src/application/input/is-json-object.ts';
import { Nested } from '../../../src/application/input/nested.ts';
import { Nullable } from '../../../src/application/input/nullable.ts';
import { Optional } from '../../../src/application/input/optional.ts';
import { refusalOf } from '../../support/refusal.ts';

const uuid = '0199d2a0-0000-7000-8000-000000000001';

/** New classes each time, since what is known of a class is kept. */
function inputClasses() {
  class Window {
    @IsBoolean()
    readonly open!: boolean;
  }
  class Room {
    @IsInt()
    @Min(1)
    readonly floor!: number;

    @Optional()
    @Nested(() => Window, { each: true })
    readonly windows?: readonly Window[];
  }
  class House {
    @Nested(() => Room)
    readonly hall!: Room;

    @Optional()
    @Nullable()
    @IsIdentifier()
    readonly owner?: string | null;

    @Optional()
    @IsIdentifiers()
    readonly guests?: readonly string[];

    @Optional()
    @IsJsonObject()
    readonly garden?: object;

    @Optional()
    @IsFunction()
    readonly ring?: () => void;
  }
  return { House, Room, Window };
}

const checked = (value: unknown) => checkInput('BuildHouse', inputClasses().House, value);
const hall = { floor: 1 };

describe('an input that is not valid is refused with where and why', () => {
  test.each<[unknown, string, string | undefined]>([
    [null, 'it must be an object, not null', undefined],
    [undefined, 'it must be an object, not a value of type undefined', undefined],
    ['x', 'it must be an object, not a value of type string', undefined],
    [[hall], 'it must be an object, not a value of type object', undefined],
    [{ hall, hal: 1 }, '"hal" is not known here', 'hal'],
    [{ hall: { floor: 1, flor: 2 } }, '"hall.flor" is not known here', 'hall.flor'],
    [
      { hall: { floor: 1, windows: [{ open: true }, { open: true, shut: true }] } },
      '"hall.windows.1.shut" is not known here',
      'hall.windows.1.shut',
    ],
    [{ hall, ['x'.repeat(81)]: 1 }, `"${'x'.repeat(80)}" is not known here`, 'x'.repeat(80)],
    [{ hall, '\ud800': 1 }, '"\ufffd" is not known here', '\ufffd'],
    [{}, '"hall" must be an object', 'hall'],
    [{ hall: [] }, '"hall" must be an object', 'hall'],
    [{ hall: { floor: 0 } }, '"hall.floor" must not be less than 1', 'hall.floor'],
    [{ hall: { floor: 1.5 } }, '"hall.floor" must be an integer number', 'hall.floor'],
    [{ hall: { floor: 1, windows: {} } }, '"hall.windows" must be a list of objects', 'hall.windows'],
    [
      { hall: { floor: 1, windows: [{ open: 'no' }] } },
      '"hall.windows.0.open" must be a boolean value',
      'hall.windows.0.open',
    ],
    [{ hall, owner: 'me' }, '"owner" must be a UUID', 'owner'],
    [{ hall, owner: [uuid] }, '"owner" must be a UUID', 'owner'],
    [{ hall, owner: uuid.slice(1) }, '"owner" must be a UUID', 'owner'],
    [{ hall, guests: uuid }, '"guests" must be a list of UUIDs', 'guests'],
    [{ hall, guests: null }, '"guests" must be a list of UUIDs', 'guests'],
    [{ hall, guests: [uuid, 'me'] }, '"guests" must be a list of UUIDs', 'guests'],
    [{ hall, garden: [] }, '"garden" must be an object', 'garden'],
    [{ hall, ring: {} }, '"ring" must be a function', 'ring'],
  ])('%j: %s', (value, problem, attribute) => {
    const refusal = refusalOf(() => checked(value));
    expect(refusal).toMatchObject({ code: 'inputInvalid', details: { attribute } });
    expect(refusal.message).toBe(`The input of "BuildHouse" is not valid: ${problem}.`);
  });
});

test('what may be missing or null may be so', () => {
  expect(checked({ hall })).toEqual({ hall });
  const input = { hall, owner: null, guests: [], garden: {}, ring: () => undefined };
  expect(checked(input)).toEqual(input);
  expect(checked({ hall, owner: uuid, guests: [uuid] })).toEqual({ hall, owner: uuid, guests: [uuid] });
});

test('a valid input comes back as instances of the classes, at every level', () => {
  const { House, Room, Window } = inputClasses();
  const given = { hall: { floor: 1, windows: [{ open: true }] } };
  for (let time = 1; time <= 2; time++) {
    const house = checkInput('BuildHouse', House, given);
    expect(house).toBeInstanceOf(House);
    expect(house.hall).toBeInstanceOf(Room);
    expect(house.hall.windows?.[0]).toBeInstanceOf(Window);
    expect(house).toEqual(given);
  }
});

test('rules are inherited', () => {
  class Villa extends inputClasses().House {
    @IsInt()
    readonly pools!: number;
  }
  expect(checkInput('BuildHouse', Villa, { hall, pools: 1 })).toEqual({ hall, pools: 1 });
  expect(refusalOf(() => checkInput('BuildHouse', Villa, { pools: 1 })).details.attribute).toBe('hall');
  expect(refusalOf(() => checkInput('BuildHouse', Villa, { hall, pool: 1 })).details.attribute).toBe('pool');
});
