import { describeIds, furtherReports } from './import-ids-suite.js';

furtherReports.forEach(describeIds);
