import { randomIdSource } from '../domain/ids.js';
import { serveJobs } from '../jobs/serve-jobs.js';
import { kinds } from '../kinds/index.js';
import { buildRegistry } from '../kinds/registry.js';
import { openImportJob } from './import-job.js';

/** What a process of the pool for imports runs. */

const deps = { registry: buildRegistry(kinds), ids: randomIdSource() };
serveJobs(() => openImportJob(deps));
