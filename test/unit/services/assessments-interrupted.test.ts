import { describe } from 'vitest';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import { openTemporarySqlite } from '../../setup/temporary.js';
import { versionNames } from '../../setup/versions.js';
import { assessmentsSurvive } from './assessments-interrupted-suite.js';

// Over PostgreSQL they are long: over-postgres.test.ts.
describe.each(versionNames)('memory, %s', (version) => assessmentsSurvive(async () => openMemory(), version));
describe.each(versionNames)('SQLite, %s', (version) => assessmentsSurvive(openTemporarySqlite, version));
