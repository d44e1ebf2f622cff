import { setFlagsFromString } from 'node:v8';
import { randomIdSource } from '../domain/ids.js';
import { serveJobs } from '../jobs/serve-jobs.js';
import { openRegistry } from '../kinds/open-registry.js';
import { openImportJob } from './import-job.js';
import { keepNotes } from './kept-notes.js';

/** Entry point of the child processes for imports. */

// V8 lets a heap grow several times over before it collects it. A large report needs a quarter less memory with less of it.
setFlagsFromString('--heap-growing-percent=50');

const deps = { registry: openRegistry(), ids: randomIdSource() };
const kept = keepNotes();
serveJobs(() => openImportJob(deps, kept));
