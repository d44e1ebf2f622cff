import { serveJobs } from '../jobs/serve-jobs.js';
import { KeyMemory } from './attestor-keys.js';
import { openProvenanceJob } from './provenance-reader.js';
import { openVerifyJob } from './signature-verifier.js';

/** What a process of the pool for signatures runs. */

const memory = new KeyMemory();
serveJobs(() => ({ ...openVerifyJob(memory), ...openProvenanceJob() }));
