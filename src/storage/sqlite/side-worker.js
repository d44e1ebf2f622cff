// The thread of a SideReader: answers statements, one after the other, until it is told to end. It is JavaScript, as
// threads do not go through the loader that the sources are run with.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const cachedStatements = 100;

const database = new Database(workerData.file, { readonly: true, fileMustExist: true });
database.pragma(`cache_size = -${workerData.cacheKib}`);
database.pragma('temp_store = MEMORY');
const statements = new Map();

parentPort.on('message', (question) => {
  if (question !== 'end') {
    parentPort.postMessage(answer(question));
    return;
  }
  database.close();
  parentPort.close();
});

function answer({ id, sql, bindings }) {
  try {
    return { id, rows: prepare(sql).all(bindings) };
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    // Errors lose their class on the way between threads.
    return { id, code: error.code, message: error.message };
  }
}

function prepare(sql) {
  let statement = statements.get(sql);
  if (statement === undefined) {
    if (statements.size >= cachedStatements) statements.clear();
    statement = database.prepare(sql);
    statements.set(sql, statement);
  }
  return statement;
}
