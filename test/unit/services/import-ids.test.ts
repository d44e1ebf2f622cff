import { describeIds, shortReports } from './import-ids-suite.js';

// The other reports are long: further-import-ids.test.ts.
shortReports.forEach(describeIds);
