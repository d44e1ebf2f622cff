/** The UTF-8 bytes of a text, `length` of them, as `Buffer.from` makes them in twice the time where the text is long. */
export function encodeText(text: string, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  // Text without any other characters is the same bytes in both encodings, and Latin-1 is written faster.
  bytes.write(text, length === text.length ? 'latin1' : 'utf8');
  return bytes;
}
