import { Architecture as ArchitectureBefore, License as LicenseBefore } from '../common/artifact.js';
import { Architecture, License } from '../common/v1/messages.js';
import { type Instead, sameInV1 } from '../common/v1/same.js';
import { Version } from '../common/v1/version.js';
import { Version as VersionBefore } from '../common/version.js';
import * as before from './v1beta1.js';

const instead: readonly Instead[] = [
  [ArchitectureBefore, Architecture],
  [LicenseBefore, License],
  [VersionBefore, Version],
];

export const PackageNote = sameInV1(before.Package, ...instead);
export const PackageOccurrence = sameInV1(before.Installation, ...instead);
