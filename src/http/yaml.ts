import { stringify } from 'yaml';
import { isObject } from '../domain/is-object.js';

const layout = { lineWidth: 0, aliasDuplicateObjects: false };

/** Levels that are printed member by member: in an OpenAPI document paths, verbs and schemas. */
const steppedLevels = 3;

/** A document as YAML, in steps: the library prints an OpenAPI document for 200 ms without a pause. */
export function* yamlSteps(document: object, levels = steppedLevels): Generator<void, string> {
  let text = '';
  for (const [key, value] of Object.entries(document)) {
    if (levels === 1 || !isObject(value) || Object.keys(value).length === 0) {
      text += stringify({ [key]: value }, layout);
    } else {
      const inner: string = yield* yamlSteps(value, levels - 1);
      text += stringify({ [key]: null }, layout).replace(/ null\n$/, '\n') + inner.replace(/^(?=.)/gm, '  ');
    }
    yield;
  }
  return text;
}
