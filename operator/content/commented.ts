/** Writes values as YAML with what their contract says about each field above it, so that a skeleton explains itself and can't drift. */
import type { z } from 'zod';

/** A field that is shown as a comment: not needed yet. */
export class Later {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

type Fields = Record<string, unknown>;

/** The lines of an object, field by field in the order of its contract. `known`: what can be written into a field here. */
export function commented(schema: z.ZodObject, fields: Fields, known: Record<string, string[]> = {}): string[] {
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([field, part]) => {
    if (!(field in fields)) return [];
    const given = fields[field];
    const comment = commentsOf(part, known[field]);
    // Without a space after the sign: who takes it away has the field in its place.
    if (given instanceof Later) return [...comment, ...linesOf(field, part, given.value, false).map((line) => `#${line}`)];
    return [...comment, ...linesOf(field, part, given, true)];
  });
}

function linesOf(field: string, schema: z.core.$ZodType, value: unknown, explained: boolean): string[] {
  const within = (part: z.core.$ZodType | undefined, fields: Fields, explained: boolean): string[] => {
    const definition = part && definitionOf(part);
    if (definition?.type === 'object' && explained) return commented(part as z.ZodObject, fields);
    return Object.entries(fields).flatMap(([key, inner], place) => {
      const inside =
        definition?.type === 'object' ? definition.shape[key] : definition?.type === 'record' ? definition.valueType : undefined;
      // Of things that are alike the first is explained.
      return inside ? linesOf(key, bare(inside), inner, explained && place === 0) : [];
    });
  };
  const part = bare(schema);
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    const definition = definitionOf(part);
    const element = definition.type === 'array' ? bare(definition.element) : undefined;
    return [`${field}:`, ...value.flatMap((item: Fields, place) => listItem(within(element, item, explained && place === 0)))];
  }
  if (Array.isArray(value)) return [`${field}: [${value.map(scalar).join(', ')}]`];
  if (typeof value === 'object' && value !== null) {
    return [`${scalar(field)}:`, ...within(part, value as Fields, explained).map((line) => `  ${line}`)];
  }
  return [`${scalar(field)}: ${scalar(value)}`];
}

/** The lines of an object as an item of a list: the dash stands before its first field, below what explains it. */
function listItem(lines: string[]): string[] {
  const first = lines.findIndex((line) => !line.startsWith('#'));
  return lines.map((line, place) => `  ${place === first ? '- ' : '  '}${line}`);
}

/** Names stand as they are; all else in quotes, so that nothing becomes a date, a number or a yes. */
function scalar(value: unknown): string {
  const isName = typeof value === 'string' && /^[a-zA-Z][a-zA-Z-]*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value);
  return isName ? value : JSON.stringify(value);
}

/** What the contract says about a field, which values it takes where they are few, and what there is to choose from here. */
function commentsOf(schema: z.core.$ZodType, known: string[] = []): string[] {
  const definition = definitionOf(bare(schema));
  const values = definition.type === 'enum' ? Object.values(definition.entries).map(String) : [];
  const sentences = [
    describedBy(schema),
    values.length > 0 ? `One of ${values.join(', ')}.` : undefined,
    known.length > 0 ? `There are: ${known.join(', ')}.` : undefined,
  ];
  return wrapped(sentences.filter((sentence) => sentence !== undefined).join(' ')).map((line) => `# ${line}`);
}

const width = 116;

/** A text in lines of a readable length. */
export function wrapped(text: string): string[] {
  return text.match(new RegExp(`\\S.{0,${width - 1}}(?=\\s|$)`, 'gu')) ?? [];
}

function describedBy(schema: z.core.$ZodType): string | undefined {
  const inner = innerOf(schema);
  return (schema as z.ZodType).description ?? (inner && describedBy(inner));
}

/** A schema without what makes it optional. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = innerOf(schema);
  return inner ? bare(inner) : schema;
}

function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const definition = definitionOf(schema);
  return definition.type === 'optional' || definition.type === 'default' ? definition.innerType : undefined;
}

function definitionOf(schema: z.core.$ZodType): z.core.$ZodTypes['_zod']['def'] {
  return (schema as z.core.$ZodTypes)._zod.def;
}
