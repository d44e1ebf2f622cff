import { stringify as toYaml } from 'yaml';

/** Makes stored text safe for a terminal: removes control characters, since some of them are commands. */

/** One line: control characters become spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/\p{Cc}/gu, ' ');
}

/** JSON with control characters escaped, including those above U+007E. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u${hex(control, 4)}`,
  );
}

/** YAML. If it would hold control characters, every text is quoted and they are escaped. */
export function printableYaml(value: unknown): string {
  const text = toYaml(value);
  if (!/[^\P{Cc}\n]/u.test(text)) return text;
  const quoted = toYaml(value, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'QUOTE_DOUBLE',
    lineWidth: 0,
  });
  return quoted.replace(/[^\P{Cc}\n]/gu, (control) => `\\x${hex(control, 2)}`);
}

function hex(control: string, digits: number): string {
  return control.charCodeAt(0).toString(16).padStart(digits, '0');
}
