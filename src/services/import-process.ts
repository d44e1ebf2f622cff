import { randomIdSource } from '../domain/ids.js';
import { serveJobs } from '../jobs/serve-jobs.js';
import { openRegistry } from '../kinds/open-registry.js';
import { openImportJob } from './import-job.js';

/** Entry point of the child processes for imports. */

const deps = { registry: openRegistry(), ids: randomIdSource() };
serveJobs(() => openImportJob(deps));
