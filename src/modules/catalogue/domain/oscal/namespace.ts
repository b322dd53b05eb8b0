import type { ForeignProperty } from '../foreign-catalogue.ts';

/** Properties and parts that only this product understands carry this namespace. */
export const ownNamespace = 'urn:sollstand:catalogue:1';

const PLAIN = /^\S(.*\S)?$/;

/** A property of our own; a value that OSCAL would not allow (empty, lines, blanks at its ends) is quoted as JSON. */
export const ownProperty = (name: string, value: string): ForeignProperty =>
  PLAIN.test(value)
    ? { name, ns: ownNamespace, value }
    : { name, ns: ownNamespace, value: quoted(value), class: 'json' };

/** JSON leaves two signs as they are that count as line breaks elsewhere. */
const quoted = (value: string): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** All values of a property of our own, in their order. */
export const ownValues = (props: readonly ForeignProperty[], name: string): string[] =>
  props
    .filter((prop) => prop.ns === ownNamespace && prop.name === name)
    .map(({ value, class: kind }) => (kind === 'json' ? unquoted(value) : value));

function unquoted(value: string): string {
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}

export const ownValue = (props: readonly ForeignProperty[], name: string): string | undefined =>
  ownValues(props, name)[0];

const NOT_TOKEN = /[^\p{L}\p{N}._-]/gu;

/** An id as OSCAL allows it (it begins with a letter): `10.1` becomes `r-10.1`. */
export const token = (prefix: string, code: string): string =>
  `${prefix}-${code.replaceAll(NOT_TOKEN, (sign) => `_x${sign.codePointAt(0)?.toString(16)}_`)}`;
