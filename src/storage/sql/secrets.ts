import { randomSecret } from '../../domain/ids.js';
import type { SqlDriver } from './driver.js';

/** See Repository.secret. Created by the first call. */
export async function readSecret(driver: SqlDriver, name: string): Promise<Buffer> {
  const found = await stored(driver, name);
  if (found !== undefined) return found;
  const value = randomSecret();
  const sql = 'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING';
  const isFirst = (await driver.write({ sql, bindings: [name, value.toString('base64')] })) > 0;
  return isFirst ? value : ((await stored(driver, name)) ?? value);
}

async function stored(driver: SqlDriver, name: string): Promise<Buffer | undefined> {
  const sql = 'SELECT value FROM settings WHERE name = ?';
  const [row] = (await driver.read({ sql, bindings: [name] })) as readonly { readonly value: string }[];
  return row === undefined ? undefined : Buffer.from(row.value, 'base64');
}
