import { fixtures } from '../unit/importers/reports.js';
import { describeImports, firstReports, useReportServer } from './two-versions-reports.js';

/** All reports but those of two-versions-imports.test.ts. */

useReportServer();
describeImports(fixtures.filter((file) => !firstReports.includes(file)));
