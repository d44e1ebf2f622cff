import { describe } from 'vitest';
import { describePostgres, openTestPostgres } from '../../setup/databases.js';
import { versionNames } from '../../setup/versions.js';
import { assessmentsSurvive } from './assessments-interrupted-suite.js';
import { assessmentsApply } from './assessments-suite.js';
import { derivedFollows } from './rescores-suite.js';

/** What services do over memory and SQLite, once more over PostgreSQL. */

describePostgres('rescored notes over PostgreSQL', (url) => derivedFollows(() => openTestPostgres(url)));
describePostgres('assessments over PostgreSQL', (url) => {
  describe.each(versionNames)('%s', (version) => assessmentsApply(() => openTestPostgres(url), version));
});
describePostgres('interrupted assessments over PostgreSQL', (url) => {
  describe.each(versionNames)('%s', (version) => assessmentsSurvive(() => openTestPostgres(url), version));
});
