import type * as NodeHttp from 'node:http';

/**
 * `node:http`, not imported: an import reads every export, and two of them load Node's client of WebSockets and `fetch`, which takes
 * 4.6 MB that a server does not need.
 */
export const http: typeof NodeHttp = process.getBuiltinModule('node:http');
