import { describe } from 'vitest';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import { openTemporarySqlite } from '../../setup/temporary.js';
import { versionNames } from '../../setup/versions.js';
import { assessmentsApply } from './assessments-suite.js';

// Over PostgreSQL they are long: over-postgres.test.ts.
describe.each(versionNames)('memory, %s', (version) => assessmentsApply(async () => openMemory(), version));
describe.each(versionNames)('SQLite, %s', (version) => assessmentsApply(openTemporarySqlite, version));
