/**
 * Cuts the fields that the forge answers out of GitHub's GraphQL schema:
 *
 *   npx tsx src/graphql/cut.ts
 *
 * in the folder of this package writes `src/graphql/forgeSdl.ts`. Arguments are kept with the input types that they need.
 */
import { writeFileSync } from 'node:fs';
import {
  astFromValue,
  getNamedType,
  GraphQLInputField,
  GraphQLArgument,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  print,
} from 'graphql';
import { fields } from './fields';
import { fullSchema } from './fullSchema';

const full = fullSchema();
const inputs = new Map<string, string>();

const outputs = Object.entries(fields).map(([name, wanted]) => {
  const type = full.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${name} is no type`);
  const all = type.getFields();
  const lines = wanted.map(field => {
    if (!all[field]) throw new Error(`${name} has no field ${field}`);
    const args = all[field].args.map(argument);
    keep(getNamedType(all[field].type).name);
    return `  ${field}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${all[field].type}`;
  });
  const interfaces = type.getInterfaces().filter(({ name: i }) => fields[i]);
  const above = interfaces.length > 0 ? ` implements ${interfaces.join(' & ')}` : '';
  return `${isObjectType(type) ? 'type' : 'interface'} ${name}${above} {\n${lines.join('\n')}\n}\n`;
});

const target = 'src/graphql/forgeSdl.ts';
const text = [...outputs, ...[...inputs.values()].filter(Boolean).sort()].join('\n');
writeFileSync(
  target,
  `/** The part of GitHub's GraphQL schema that the forge answers; made by \`cut.ts\`. */\nexport const forgeSdl = \`\n${text}\`;\n`,
);
process.stdout.write(`${target}: ${Object.keys(fields).length} types, ${text.length} bytes\n`);

function argument({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  keep(getNamedType(type).name);
  const value = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return `${name}: ${type}${value ? ` = ${print(value)}` : ''}`;
}

function keep(name: string): void {
  const type = full.getType(name);
  if (inputs.has(name) || fields[name] || !type || isSpecifiedScalarType(type)) return;
  inputs.set(name, '');
  if (isInputObjectType(type)) {
    const lines = Object.values(type.getFields()).map(field => `  ${argument(field)}`);
    inputs.set(name, `input ${name} {\n${lines.join('\n')}\n}\n`);
  } else if (isEnumType(type)) {
    const values = type.getValues().map(value => `  ${value.name}`);
    inputs.set(name, `enum ${name} {\n${values.join('\n')}\n}\n`);
  } else if (isObjectType(type) || isInterfaceType(type)) {
    throw new Error(`${name} is used and not listed in fields.ts`);
  } else {
    inputs.set(name, `scalar ${name}\n`);
  }
}
