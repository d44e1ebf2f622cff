import { describe, it } from 'vitest';
import { expectMatrix } from './matrix-kit.js';

describe('the matrix in the other pairs of version and transport', () => {
  it.each([
    ['v1', 'REST', 'explain'],
    ['v1beta1', 'gRPC', 'explain'],
    ['v1beta1', 'REST', 'hide'],
  ] as const)('of %s holds over %s if refusals %s', expectMatrix);
});
