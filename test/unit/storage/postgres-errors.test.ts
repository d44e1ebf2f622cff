import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { connectionLives, toStoreError } from '../../../src/storage/postgres/errors.js';

/** An error as the driver makes it of what the server sent. */
function sent(code: string, severity = 'ERROR'): Error {
  return Object.assign(new pg.DatabaseError('told by the server', 20, 'error'), { code, severity });
}

describe('errors of PostgreSQL', () => {
  it.each(['23505', '40001', '57014', '22003', '25P02'])(
    'allow the connection to be used again after %s',
    (code) => {
      expect(connectionLives(sent(code))).toBe(true);
    },
  );

  it.each(['08006', '57P01', '25P03', '25P04'])(
    'end the connection, and make the store unavailable, after %s',
    (code) => {
      expect(connectionLives(sent(code))).toBe(false);
      expect(toStoreError(sent(code))).toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    },
  );

  it('that are fatal end a connection whatever their code', () => {
    expect(connectionLives(sent('40001', 'FATAL'))).toBe(false);
  });

  it('of the driver itself end the connection', () => {
    expect(connectionLives(new Error('Connection terminated unexpectedly'))).toBe(false);
    expect(connectionLives(Object.assign(new Error('read'), { code: 'ECONNRESET' }))).toBe(false);
  });

  it.each([
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('certificate'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    new Error('Connection terminated unexpectedly'),
    new Error('no response within 17000 ms'),
    Object.assign(new Error('Knex: Timeout acquiring a connection.'), { name: 'KnexTimeoutError' }),
  ])('of the connection report that the database cannot be reached: %s', (error) => {
    expect(toStoreError(error)).toMatchObject({ reason: 'STORE_UNAVAILABLE', cause: error });
  });

  it.each([new Error('a bug'), new TypeError('a bug'), new SyntaxError('a bug'), 'thrown text'])(
    'that are bugs are not changed: %s',
    (error) => {
      expect(toStoreError(error)).toBe(error);
    },
  );
});
