import { Architecture as ArchitectureBefore, License as LicenseBefore } from '../common/artifact.js';
import { Architecture, License } from '../common/v1/messages.js';
import { type Replacement, sameInV1 } from '../common/v1/same.js';
import { Version } from '../common/v1/version.js';
import { Version as VersionBefore } from '../common/version.js';
import * as v1beta1 from './v1beta1.js';

const replacements: readonly Replacement[] = [
  [ArchitectureBefore, Architecture],
  [LicenseBefore, License],
  [VersionBefore, Version],
];

export const PackageNote = sameInV1(v1beta1.Package, ...replacements);
export const PackageOccurrence = sameInV1(v1beta1.Installation, ...replacements);
