/**
 * Frees the memory of a buffer that is no longer used. V8 would free it only at the next collection of old space, to which
 * bodies have moved by the end of their request.
 */
export function freeBytes(bytes: Uint8Array): void {
  const { buffer } = bytes;
  // Small buffers share pooled memory.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}
