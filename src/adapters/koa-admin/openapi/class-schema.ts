import { getMetadataStorage } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { ISchemaConverters } from 'class-validator-jsonschema/build/defaultConverters.js';
import type { InputClass } from '../../../application/input/input-class.ts';
import { nestedInputOf } from '../../../application/input/nested.ts';
import { satisfiesRule } from '../../../application/input/satisfies.ts';
import type { JsonObject } from '../../../criteria/json.ts';
import propertyTexts from './property-texts.json' with { type: 'json' };

/** What comments say of properties, by class. Written by `npm run reference`. */
const textsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = propertyTexts;

const schemaFolder = '#/components/schemas/';

export const referenceTo = ({ name }: InputClass<object>): JsonObject => ({ $ref: schemaFolder + name });

/** What our own rules and nested classes are in JSON Schema. */
const converters: ISchemaConverters = {
  [satisfiesRule]: ({ constraints }) => constraints[0],
  nestedValidation: ({ target, propertyName }) => {
    const nested = nestedClassOf(target as InputClass<object>, propertyName);
    return nested && referenceTo(nested);
  },
};

const nestedClassOf = (target: InputClass<object>, property: string): InputClass<object> | undefined =>
  nestedInputOf(target.prototype as object, property)?.inputClass();

const known = new WeakMap<InputClass<object>, Readonly<Record<string, JsonObject>>>();

/** The schema of each property of a class. */
export function propertySchemasOf(inputClass: InputClass<object>): Readonly<Record<string, JsonObject>> {
  const cached = known.get(inputClass);
  if (cached !== undefined) return cached;
  const { properties = {} } = targetConstructorToSchema(inputClass, { additionalConverters: converters });
  const { mayBeNull } = absencesOf(inputClass);
  const schemas = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      describedAs(
        textOf(inputClass, name),
        mayBeNull.has(name) ? orNull(schema as JsonObject) : (schema as JsonObject),
      ),
    ]),
  );
  known.set(inputClass, schemas);
  return schemas;
}

/** The names of those that have to be there. */
export function requiredPropertiesOf(inputClass: InputClass<object>): readonly string[] {
  const { mayBeMissing } = absencesOf(inputClass);
  return Object.keys(propertySchemasOf(inputClass)).filter((name) => !mayBeMissing.has(name));
}

/** The classes of which the properties of a class are, and of theirs, itself included. */
export function classesWithin(
  inputClass: InputClass<object>,
  found = new Set<InputClass<object>>(),
): ReadonlySet<InputClass<object>> {
  if (found.has(inputClass)) return found;
  found.add(inputClass);
  for (const name of Object.keys(propertySchemasOf(inputClass))) {
    const nested = nestedClassOf(inputClass, name);
    if (nested !== undefined) classesWithin(nested, found);
  }
  return found;
}

export function classSchema(inputClass: InputClass<object>): JsonObject {
  const required = requiredPropertiesOf(inputClass);
  const properties = propertySchemasOf(inputClass);
  return { type: 'object', properties, ...(required.length > 0 && { required: [...required] }) };
}

/** Which properties may be missing, and which may be `null`: what conditional rules let pass unread. */
function absencesOf(inputClass: InputClass<object>) {
  const rules = getMetadataStorage().getTargetValidationMetadatas(inputClass, '', false, false);
  const passes = (value: null | undefined) =>
    new Set(
      rules
        .filter(
          ({ type, propertyName, constraints }) =>
            type === 'conditionalValidation' && !constraints[0]({ [propertyName]: value }, value),
        )
        .map(({ propertyName }) => propertyName),
    );
  return { mayBeMissing: passes(undefined), mayBeNull: passes(null) };
}

/** What the class, or one that it extends, says of the property. */
function textOf({ name, prototype }: InputClass<object>, property: string): string | undefined {
  const parent = Object.getPrototypeOf(prototype) as { readonly constructor: InputClass<object> } | null;
  return textsOf[name]?.[property] ?? (parent === null ? undefined : textOf(parent.constructor, property));
}

const describedAs = (description: string | undefined, schema: JsonObject): JsonObject =>
  description === undefined ? schema : { ...schema, description };

const orNull = (schema: JsonObject): JsonObject =>
  typeof schema.type === 'string' && !('enum' in schema)
    ? { ...schema, type: [schema.type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
