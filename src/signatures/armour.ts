import { unarmor } from 'openpgp';
import { bounds } from './bounds.js';
import { type Refusal, refuse } from './results.js';

/** Each line that parsers of armour treat as a boundary. */
const boundary = /^-----([^-\r\n]+)-----[ \t\r]*$/gm;

/**
 * The kinds of the one armour a text is, such as `PGP MESSAGE`, or of the two boundaries of a clear-signed one. Text
 * outside and a second block are refused: a program that skips them would show people text that nobody signed.
 */
export function checkArmour(text: string): string | Refusal {
  if (text.length > bounds.armour)
    return refuse('TOO_LARGE', `The armour is longer than ${bounds.armour} characters.`);
  const trimmed = text.trim();
  const [first, ...others] = Array.from(trimmed.matchAll(boundary), ([, label = '']) => label);
  const kind = first?.match(/^BEGIN (PGP [A-Z ]+)$/)?.[1];
  if (first === undefined || kind === undefined)
    return refuse('MALFORMED', 'This is no ASCII armour: it has no -----BEGIN PGP …----- line.');
  const last = others.at(-1) ?? '';
  if (!trimmed.startsWith(`-----${first}-----`) || !trimmed.endsWith(`-----${last}-----`))
    return refuse('MALFORMED', 'There is text outside of the ASCII armour.');
  if (countHeaders(trimmed) > bounds.armourHeaders)
    return refuse('TOO_LARGE', `An armour has more than ${bounds.armourHeaders} lines of headers.`);
  const expected = kind === 'PGP SIGNED MESSAGE' ? 'BEGIN PGP SIGNATURE|END PGP SIGNATURE' : `END ${kind}`;
  return others.join('|') === expected ? kind : refuse('MALFORMED', 'This is not one complete ASCII armour.');
}

/** Lines from each boundary to the next empty line. The library takes microseconds for each, whatever it says. */
function countHeaders(text: string): number {
  let [count, isHeader] = [0, false];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (text.startsWith('-----', at)) isHeader = text.startsWith('-----BEGIN', at);
    else if (isHeader && text.slice(at, end).trim() === '') isHeader = false;
    else if (isHeader) count += 1;
    at = end + 1;
  }
  return count;
}

/** Decodes an armour that `checkArmour` accepted. */
export async function readArmour(text: string): Promise<Uint8Array> {
  const { data } = await unarmor(text.trim());
  return data as Uint8Array;
}
