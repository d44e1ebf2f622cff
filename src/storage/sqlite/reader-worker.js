// The thread of a ReaderThread: answers one statement at a time, until it is told to end. It is JavaScript, as
// threads do not go through the loader that the sources are run with.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const cachedStatements = 100;

const database = new Database(workerData.file, { readonly: true, fileMustExist: true });
database.pragma(`cache_size = -${workerData.cacheKib}`);
database.pragma('temp_store = MEMORY');
const statements = new Map();
let writing;

/** For checkpoints, which keep nothing of what they read. */
function openWriting() {
  if (writing === undefined) {
    writing = new Database(workerData.file, { fileMustExist: true });
    writing.pragma('synchronous = FULL');
    writing.pragma('cache_size = -64');
  }
  return writing;
}

/** Set by the other thread to stop the statement that runs. */
const stopped = new Int32Array(workerData.stopped);
let until = 0;

class Stopped extends Error {}

// Filters call it before they look into a document (predicate-dialect.ts).
database.function('may_go_on', { deterministic: false }, () => {
  if (Atomics.load(stopped, 0) !== 0 || performance.now() > until) throw new Stopped();
  return 1;
});

parentPort.on('message', (question) => {
  if (question !== 'end') {
    parentPort.postMessage(answer(question));
    return;
  }
  database.close();
  writing?.close();
  parentPort.close();
});

function answer({ sql, bindings, millis, writes }) {
  until = performance.now() + millis;
  try {
    if (writes) return { rows: openWriting().prepare(sql).all(bindings) };
    return { rows: prepare(sql).all(bindings) };
  } catch (error) {
    if (error instanceof Stopped) return { stopped: true };
    if (!(error instanceof Database.SqliteError)) throw error;
    // Errors lose their class on the way between threads.
    return { code: error.code, message: error.message };
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
